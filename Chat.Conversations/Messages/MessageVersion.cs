using Chat.Conversations.Participants;
using Chat.Conversations.Storage;

namespace Chat.Conversations.Messages;

/// <summary>What a message said before an edit.</summary>
internal sealed record MessageVersion(
    Message Message, int Version, string Content, IReadOnlyList<string> Attachments, string? Metadata)
{
    public static readonly RowStatement<MessageVersion> Insert = RowStatement.Insert<MessageVersion>("message_versions",
    [
        Column.Of<MessageVersion, Guid>("message_id", "uuid", v => v.Message.Id),
        Column.Of<MessageVersion, int>("version", "integer", v => v.Version),
        Column.Of<MessageVersion, string>("tenant", "text", v => v.Message.Tenant),
        Column.Of<MessageVersion, Guid>("conversation_id", "uuid", v => v.Message.ConversationId),
        Column.Of<MessageVersion, string>("content", "text", v => v.Content),
        Column.Texts<MessageVersion>("attachments", v => v.Attachments),
        Column.Of<MessageVersion, string?>("metadata", "text", v => v.Metadata),
        .. PrincipalColumns.Of<MessageVersion>("written_by", v => v.WrittenBy),
        Column.Of<MessageVersion, DateTimeOffset>("written_at", "timestamptz", v => v.WrittenAt),
    ]);

    public required Principal WrittenBy { get; init; }

    public required DateTimeOffset WrittenAt { get; init; }

    /// <summary>The message as it stands, before it is changed.</summary>
    public static MessageVersion Of(Message message) =>
        new(message, message.Version, message.Content, message.Attachments, message.Metadata)
        {
            WrittenBy = message.UpdatedBy ?? message.Sender,
            WrittenAt = message.EditedAt ?? message.CreatedAt,
        };
}
