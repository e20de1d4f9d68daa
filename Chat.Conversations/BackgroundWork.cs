using System.Diagnostics;

namespace Chat.Conversations;

/// <summary>Begins the trace of a piece of work that a background loop has found.</summary>
internal static class BackgroundWork
{
    private static readonly ActivitySource Source = new("Chat.Conversations.Background");

    /// <summary>Dispose it when the work is done.</summary>
    /// <param name="name">What is done, in low cardinality.</param>
    /// <param name="traceParent">The request that it was left from, when that is known.</param>
    public static Activity? Begin(string name, string? traceParent = null) =>
        Source.StartActivity(name, ActivityKind.Internal, traceParent);

    /// <summary>Work for several callers: it belongs to the trace of the first, and names the others.</summary>
    public static Activity? Begin(string name, IEnumerable<ActivityContext> callers)
    {
        var traced = callers.Where(caller => caller.TraceFlags.HasFlag(ActivityTraceFlags.Recorded)).Distinct().ToList();
        return traced.Count == 0
            ? null
            : Source.StartActivity(
                name, ActivityKind.Internal, traced[0], links: traced.Skip(1).Select(caller => new ActivityLink(caller)));
    }
}
