using System.Text.Encodings.Web;
using System.Text.Json.Serialization;
using Chat.Gateway.Edge.Throttling;
using Chat.Gateway.Edge.Unparsed;
using Chat.Gateway.Errors;
using Chat.Gateway.Identity;
using Chat.Gateway.Input;
using Chat.Gateway.Transports.Sse;
using Microsoft.AspNetCore.Cors.Infrastructure;
using Microsoft.Extensions.Options;

namespace Chat.Gateway.Edge;

/// <summary>The doors of the edge: what every request passes before it reaches an endpoint.</summary>
internal static class EdgeExtensions
{
    public static void AddEdge(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        builder.WebHost.ConfigureKestrel((context, kestrel) =>
        {
            kestrel.AddServerHeader = false;
            kestrel.ConfigureEndpointDefaults(UnparsedRequests.Follow);
            // The server reads its endpoints from the configuration by itself, its limits not.
            context.Configuration.GetSection("Kestrel:Limits").Bind(kestrel.Limits);
        });
        services.AddOptions<OriginOptions>().BindConfiguration(OriginOptions.Section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<OriginOptions>, OriginOptionsValidator>();
        services.AddSingleton<IConfigureOptions<CorsOptions>, CorsSetup>();
        services.AddCors();
        services.AddOptions<ProxyOptions>().BindConfiguration(ProxyOptions.Section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<ProxyOptions>, ProxyOptionsValidator>();
        services.AddSingleton<IConfigureOptions<ForwardedHeadersOptions>, ProxySetup>();
        services.AddOptions<SseOptions>().BindConfiguration(SseOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<SseConnections>();
        services.AddThrottling();
        services.AddSingleton<ProblemStyles>();
        services.AddSingleton<ProblemBodies>();
        services.AddSingleton<UnparsedRequests>();
        services.Configure<RouteHandlerOptions>(options => options.ThrowOnBadRequest = true);
        services.ConfigureHttpJsonOptions(json =>
        {
            json.SerializerOptions.DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull;
            json.SerializerOptions.NumberHandling = JsonNumberHandling.Strict;
            // Answers are never HTML (nosniff), so text stays readable.
            json.SerializerOptions.Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping;
        });
    }

    /// <summary>
    /// The order matters: headers and problems cover all, the credentials need the route, refused tokens are counted once
    /// they are validated, and all other refusals when it is known whose they are.
    /// </summary>
    public static void UseEdge(this WebApplication app)
    {
        // A second time, after the framework's own switch has done it, would believe what a client made up.
        if (app.Services.GetRequiredService<IOptions<ProxyOptions>>().Value.Known.Count > 0)
            app.UseForwardedHeaders();
        app.Services.GetRequiredService<UnparsedRequests>().Listen();
        app.UseResponseHeaders();
        app.UseProblems();
        app.UseSlashesInPaths();
        app.UseRouting();
        app.UseSlashesInRouteValues();
        app.UseMiddleware<RefusalMiddleware>();
        app.UseCors();
        app.UseMiddleware<CredentialMiddleware>();
        app.UseAuthentication();
        app.UseMiddleware<SignInMiddleware>();
        app.UseRateLimiter();
        app.UseAuthorization();
    }
}
