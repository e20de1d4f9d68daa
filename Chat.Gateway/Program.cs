using Chat.Gateway;
using Chat.Gateway.Conversations;
using Chat.Gateway.Documents;
using Chat.Gateway.Edge;
using Chat.Gateway.Generation;
using Chat.Gateway.Messages;
using Chat.ServiceDefaults;

var builder = WebApplication.CreateBuilder(args);

builder.AddServiceDefaults();
builder.AddTokenAuthentication();
builder.AddEdge();
builder.AddApiDocument();
builder.AddConversationsClients();
builder.AddGeneration();

var app = builder.Build();

app.UseEdge();
app.MapDefaultEndpoints();
app.MapApiDocument();
app.MapGeneration();
app.MapConversations();
app.MapMessages();

app.Run();
