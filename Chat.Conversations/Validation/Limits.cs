namespace Chat.Conversations.Validation;

/// <summary>Every size that a request must keep, once. Characters are UTF-16 code units.</summary>
internal static class Limits
{
    /// <summary>A message has 1 to this many characters, and at least one that is not white space.</summary>
    public const int MessageCharacters = 32_000;

    /// <summary>The sender's idempotency key.</summary>
    public const int ClientIdCharacters = 200;

    /// <summary>The id of a user or an agent, as long as a token may have it.</summary>
    public const int PrincipalIdCharacters = 128;

    public const int TitleCharacters = 200;

    /// <summary>The beginning of a prompt that becomes the title of the conversation it begins.</summary>
    public const int PromptTitleCharacters = 60;

    public const int DescriptionCharacters = 2_000;

    public const int Tags = 20;

    public const int TagCharacters = 50;

    /// <summary>A JSON object, as UTF-8, with everything in it.</summary>
    public const int MetadataBytes = 16 * 1024;

    /// <summary>How deep objects and arrays of metadata may stand in each other.</summary>
    public const int MetadataDepth = 8;

    public const int ExternalIdCharacters = 200;

    /// <summary>People and agents in one conversation.</summary>
    public const int Participants = 1_000;

    public const int Attachments = 20;

    public const int AttachmentCharacters = 2_000;

    /// <summary>Participants that one message may name.</summary>
    public const int Mentions = 50;

    /// <summary>One emoji may be a sequence of many code points.</summary>
    public const int EmojiCharacters = 32;

    /// <summary>Different emoji of one participant on one message.</summary>
    public const int ReactionsPerParticipant = 20;

    public const int ThinkingCharacters = 100_000;

    public const int ToolCallsBytes = 64 * 1024;

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
