namespace Chat.Conversations.Conversations;

/// <summary>A conversation that was made or found.</summary>
internal sealed record FoundConversation(Guid Id, bool Created);
