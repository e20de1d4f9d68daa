using Chat.Conversations.Participants;
using Chat.Conversations.Storage;

namespace Chat.Conversations.Messages;

/// <summary>That a live message names a participant.</summary>
internal sealed record Mention(Message Message, Principal Principal)
{
    private static readonly Column<Mention>[] Key =
    [
        Column.Of<Mention, Guid>("conversation_id", "uuid", m => m.Message.ConversationId),
        Column.Of<Mention, string>("participant_type", "text", m => StoredNames.Principals.Of(m.Principal.Type)),
        Column.Of<Mention, string>("participant_id", "text", m => m.Principal.Id),
        Column.Of<Mention, long>("seq", "bigint", m => m.Message.Seq),
    ];

    public static readonly RowStatement<Mention> Upsert = RowStatement.Upsert(
        "mentions",
        Key,
        [
            Column.Of<Mention, string>("tenant", "text", m => m.Message.Tenant),
            Column.Of<Mention, Guid>("message_id", "uuid", m => m.Message.Id),
        ]);

    public static readonly RowStatement<Mention> Delete = RowStatement.Delete("mentions", Key);
}
