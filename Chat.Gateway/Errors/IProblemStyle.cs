using System.Text.Json.Nodes;

namespace Chat.Gateway.Errors;

/// <summary>Adds to a problem what the clients of an older dialect look for.</summary>
internal interface IProblemStyle
{
    void AddTo(JsonObject problem, Failure failure, DateTimeOffset now);
}
