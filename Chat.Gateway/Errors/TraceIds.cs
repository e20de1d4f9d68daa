using System.Diagnostics;

namespace Chat.Gateway.Errors;

/// <summary>The W3C trace id of a request, which finds it in logs and traces.</summary>
internal static class TraceIds
{
    public const string Header = "X-Trace-Id";

    public static string GetTraceId(this HttpContext context) =>
        Activity.Current?.TraceId.ToHexString() ?? context.TraceIdentifier;
}
