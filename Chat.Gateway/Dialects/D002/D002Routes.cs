namespace Chat.Gateway.Dialects.D002;

/// <summary>The routes of the second design: <c>/api/conversations…</c>.</summary>
internal static class D002Routes
{
    public const string Root = "/api/conversations";
    public const string One = Root + "/{id:maxlength(200)}";

    public static void MapD002(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapDialect("D002");
        group.MapConversations();
        group.MapMessages();
        group.MapThreads();
    }
}
