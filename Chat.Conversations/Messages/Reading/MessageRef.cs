namespace Chat.Conversations.Messages.Reading;

/// <summary>A message that a caller may read of, found by what they called it.</summary>
internal sealed record MessageRef(Guid ConversationId, Guid MessageId, DateTimeOffset CreatedAt, long Seq);
