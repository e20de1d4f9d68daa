namespace Chat.Conversations.Generation;

/// <summary>What a job's text becomes: a message, or the conversation's summary.</summary>
internal static class JobKind
{
    public const string Answer = "answer";
    public const string Summary = "summary";
}
