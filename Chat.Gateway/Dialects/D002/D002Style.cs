using System.Text.Json.Nodes;
using Chat.Gateway.Errors;

namespace Chat.Gateway.Dialects.D002;

/// <summary>Its clients read <c>error</c> and <c>message</c>.</summary>
internal sealed class D002Style : IProblemStyle
{
    public void AddTo(JsonObject problem, Failure failure, DateTimeOffset now)
    {
        problem["error"] = failure.Code;
        problem["message"] = failure.Detail;
    }
}
