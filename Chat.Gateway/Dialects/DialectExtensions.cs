using Chat.Gateway.Dialects.D001;
using Chat.Gateway.Dialects.D002;
using Chat.Gateway.Dialects.D003;
using Chat.Gateway.Dialects.D004;

namespace Chat.Gateway.Dialects;

/// <summary>The door of the older designs' routes; D000 is <c>/v1/chat</c> itself.</summary>
internal static class DialectExtensions
{
    public static void MapDialects(this IEndpointRouteBuilder routes)
    {
        routes.MapD001();
        routes.MapD002();
        routes.MapD003();
        routes.MapD004();
    }
}
