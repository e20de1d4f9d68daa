namespace Chat.Conversations.Conversations.Purging;

/// <summary>How much a purge removed.</summary>
internal sealed record PurgedConversation(long Messages, long LogEntries)
{
    /// <summary>Somebody else had purged or restored it.</summary>
    public static PurgedConversation Nothing { get; } = new(0, 0);
}
