namespace Chat.Conversations.Paging;

/// <summary>How much one read may ask for, where <see cref="Validation.Limits"/> does not say it.</summary>
internal static class PageLimits
{
    /// <summary>Clients that page by number get this far; a cursor has no end.</summary>
    public const int Skip = 10_000;

    /// <summary>A full-text query.</summary>
    public const int QueryCharacters = 200;

    /// <summary>Runs of letters and digits in a full-text query.</summary>
    public const int QueryWords = 32;

    /// <summary>Messages passed over by number; more, and it is a slow read.</summary>
    public const int OrdinarySkip = 1_000;

    /// <summary>The filter of a list by tags.</summary>
    public const int Tags = 20;

    /// <summary>Counts of what is unread go no further.</summary>
    public const int Unread = 1_000;

    /// <summary>The newest messages among which unread ones are counted and the last one for a list is looked for.</summary>
    public const int NewestLookedAt = 5_000;

    public const int Pins = 100;

    public const int Versions = 100;

    /// <summary>
    /// Of a page in all; what is left comes with the next one. With what stands around it, a reply stays below the 4 MiB
    /// that a gRPC client takes unless told otherwise.
    /// </summary>
    public const int Bytes = 3_145_728;

    /// <summary>Participants of one conversation of a list; the conversation by itself names them all.</summary>
    public const int ListedParticipants = 100;

    /// <summary>Different emoji that a message is shown with, the first that were given.</summary>
    public const int ListedReactions = 100;

    public const int SearchDefault = 20;

    public const int SearchMost = 100;

    public const int ThreadsDefault = 20;

    public const int ThreadsMost = 100;

    public const int UsageDefault = 20;

    public const int UsageMost = 100;

    public const int AuditDefault = 100;

    public const int AuditMost = 500;

    /// <summary>Messages whose receipts are viewed at once.</summary>
    public const int ReceiptMessages = 200;
}
