using System.Text.Json.Nodes;
using Chat.Gateway.Errors;

namespace Chat.Gateway.Dialects.D004;

/// <summary>The routes of the fourth design: <c>/conversations…</c> and <c>/messages…</c>.</summary>
internal static class D004Routes
{
    public static void MapD004(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapDialect("D004", new Style());
        group.MapConversations();
        group.MapMessages();
    }

    /// <summary>Its clients read <c>statusCode</c>, <c>message</c> and <c>error</c>.</summary>
    private sealed class Style : IProblemStyle
    {
        public void AddTo(JsonObject problem, Failure failure, DateTimeOffset now)
        {
            problem["statusCode"] = failure.Status;
            problem["message"] = failure.Detail;
            problem["error"] = failure.Code;
        }
    }
}
