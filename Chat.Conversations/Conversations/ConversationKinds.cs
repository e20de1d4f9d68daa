namespace Chat.Conversations.Conversations;

/// <summary>The words for what a conversation is, where it runs and how it stands.</summary>
internal static class ConversationKinds
{
    public const string Agent = "agent";
    public const string ChatChannel = "chat";
    public const string Active = "active";
}
