namespace Chat.LlmWorker.Generation;

/// <summary>How an attempt ended, by the name under which it is counted.</summary>
internal sealed record AttemptEnd(string Name)
{
    public static readonly AttemptEnd Completed = new("completed");
    public static readonly AttemptEnd Cancelled = new("cancelled");
    public static readonly AttemptEnd Lost = new("lost");

    public static AttemptEnd Failed(string reason) => new(reason);
}
