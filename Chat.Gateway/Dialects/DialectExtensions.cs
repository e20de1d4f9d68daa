using Chat.Gateway.Dialects.D001;
using Chat.Gateway.Dialects.D002;
using Chat.Gateway.Dialects.D003;
using Chat.Gateway.Dialects.D004;
using Chat.Gateway.Errors;

namespace Chat.Gateway.Dialects;

/// <summary>The doors of the older designs' routes; D000 is <c>/v1/chat</c> itself.</summary>
internal static class DialectExtensions
{
    public static void AddDialects(this IHostApplicationBuilder builder)
    {
        builder.Services.AddSingleton(new StyledPath("/chat", new EnvelopeStyle()));
        builder.Services.AddSingleton(new StyledPath("/api", new D002Style()));
        builder.Services.AddSingleton(new StyledPath("/conversations", new D004Style()));
        builder.Services.AddSingleton(new StyledPath("/messages", new D004Style()));
    }

    public static void MapDialects(this IEndpointRouteBuilder routes)
    {
        routes.MapD001();
        routes.MapD002();
        routes.MapD003();
        routes.MapD004();
    }
}
