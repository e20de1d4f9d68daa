using Chat.Conversations.Participants;
using Chat.Conversations.Storage;

namespace Chat.Conversations.Messages;

/// <summary>What a message said before an edit.</summary>
internal sealed record EarlierVersion(
    Message Message, int Version, string Content, IReadOnlyList<string> Attachments, string? Metadata)
{
    public static readonly RowStatement<EarlierVersion> Insert = RowStatement.Insert<EarlierVersion>("message_versions",
    [
        Column.Of<EarlierVersion, Guid>("message_id", "uuid", v => v.Message.Id),
        Column.Of<EarlierVersion, int>("version", "integer", v => v.Version),
        Column.Of<EarlierVersion, string>("tenant", "text", v => v.Message.Tenant),
        Column.Of<EarlierVersion, Guid>("conversation_id", "uuid", v => v.Message.ConversationId),
        Column.Of<EarlierVersion, string>("content", "text", v => v.Content),
        Column.Texts<EarlierVersion>("attachments", v => v.Attachments),
        Column.Of<EarlierVersion, string?>("metadata", "text", v => v.Metadata),
        .. PrincipalColumns.Of<EarlierVersion>("written_by", v => v.WrittenBy),
        Column.Of<EarlierVersion, DateTimeOffset>("written_at", "timestamptz", v => v.WrittenAt),
    ]);

    public required Principal WrittenBy { get; init; }

    public required DateTimeOffset WrittenAt { get; init; }

    /// <summary>The message as it stands, before it is changed.</summary>
    public static EarlierVersion Of(Message message) =>
        new(message, message.Version, message.Content, message.Attachments, message.Metadata)
        {
            WrittenBy = message.EditedBy ?? message.Sender,
            WrittenAt = message.EditedAt ?? message.CreatedAt,
        };
}
