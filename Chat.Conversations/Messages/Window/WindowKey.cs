namespace Chat.Conversations.Messages.Window;

/// <summary>The Redis key of a conversation's window; a purge removes it too.</summary>
internal static class WindowKey
{
    public static string Of(Guid conversationId) => $"chat:conv:{conversationId:D}:window";
}
