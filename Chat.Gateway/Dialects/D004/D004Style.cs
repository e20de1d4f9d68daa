using System.Text.Json.Nodes;
using Chat.Gateway.Errors;

namespace Chat.Gateway.Dialects.D004;

/// <summary>Its clients read <c>statusCode</c>, <c>message</c> and <c>error</c>.</summary>
internal sealed class D004Style : IProblemStyle
{
    public void AddTo(JsonObject problem, Failure failure, DateTimeOffset now)
    {
        problem["statusCode"] = failure.Status;
        problem["message"] = failure.Detail;
        problem["error"] = failure.Code;
    }
}
