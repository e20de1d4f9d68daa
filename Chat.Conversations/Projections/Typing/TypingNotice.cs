namespace Chat.Conversations.Projections.Typing;

/// <summary>Somebody types, or stopped.</summary>
internal sealed record TypingNotice(string Tenant, string UserId, Guid ConversationId, string RoomId, bool IsTyping);
