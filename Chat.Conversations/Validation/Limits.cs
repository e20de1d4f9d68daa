namespace Chat.Conversations.Validation;

/// <summary>Every size that a request must keep, once. Characters are UTF-16 code units.</summary>
internal static class Limits
{
    /// <summary>A message has 1 to this many characters, and at least one that is not white space.</summary>
    public const int MessageCharacters = 32_000;

    /// <summary>The sender's idempotency key.</summary>
    public const int ClientIdCharacters = 200;

    public const int AgentIdCharacters = 100;

    /// <summary>A worker's name for one claim.</summary>
    public const int WorkerIdCharacters = 200;

    /// <summary>The first characters of the newest message, shown in lists.</summary>
    public const int PreviewCharacters = 120;

    public const int ConversationsDefault = 20;

    public const int ConversationsMost = 100;

    public const int MessagesDefault = 50;

    public const int MessagesMost = 200;

    public const int LogEntriesDefault = 100;

    public const int LogEntriesMost = 500;
}
