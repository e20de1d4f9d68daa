namespace Chat.Conversations.Audit;

/// <summary>What an administrator may have read, as the audit trail calls it.</summary>
internal static class ReadActions
{
    public const string Conversation = "conversation.read";
    public const string Messages = "messages.read";
    public const string Log = "log.read";
    public const string Statistics = "statistics.read";
    public const string Search = "messages.searched";
    public const string Threads = "threads.read";
    public const string Receipts = "receipts.read";
    public const string Usage = "usage.read";
    public const string Audit = "audit.read";
}
