using Chat.Presence.Errors;
using Chat.Presence.Expiry;
using Chat.Presence.Online;
using Chat.ServiceDefaults;

var builder = WebApplication.CreateBuilder(args);

builder.AddServiceDefaults();
builder.AddTokenAuthentication();
builder.AddServiceTokenAuthentication();
builder.AddGrpcDefaults(options => options.Interceptors.Add<ErrorInterceptor>());
builder.AddOnline();
builder.Services.AddHostedService<StaleNodeSweeper>();

var app = builder.Build();

app.UseAuthentication();
app.UseAuthorization();
app.MapDefaultEndpoints();
app.MapGrpcService<PresenceService>();
app.Run();
