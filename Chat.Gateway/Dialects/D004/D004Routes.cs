namespace Chat.Gateway.Dialects.D004;

/// <summary>The routes of the fourth design: <c>/conversations…</c> and <c>/messages…</c>.</summary>
internal static class D004Routes
{
    public static void MapD004(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapDialect("D004");
        group.MapConversations();
        group.MapMessages();
    }
}
