namespace Chat.Conversations.Messages;

/// <summary>What became of a send; the message itself only when this call stored it.</summary>
internal sealed record SentMessage(Guid MessageId, long Seq, Guid? JobId)
{
    public Message? Message { get; init; }
}
