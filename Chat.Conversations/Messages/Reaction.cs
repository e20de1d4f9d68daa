using Chat.Conversations.Participants;
using Chat.Conversations.Storage;

namespace Chat.Conversations.Messages;

/// <summary>One emoji of one participant on one message.</summary>
internal sealed record Reaction(Guid MessageId, string Emoji, Principal Principal)
{
    private static readonly Column<Placed>[] Key =
    [
        Column.Of<Placed, Guid>("message_id", "uuid", r => r.Reaction.MessageId),
        Column.Of<Placed, string>("emoji", "text", r => r.Reaction.Emoji),
        Column.Of<Placed, string>("participant_type", "text", r => StoredNames.Principals.Of(r.Reaction.Principal.Type)),
        Column.Of<Placed, string>("participant_id", "text", r => r.Reaction.Principal.Id),
    ];

    public static readonly RowStatement<Placed> Upsert = RowStatement.Upsert(
        "reactions",
        Key,
        [
            Column.Of<Placed, string>("tenant", "text", r => r.Tenant),
            Column.Of<Placed, Guid>("conversation_id", "uuid", r => r.ConversationId),
            Column.Of<Placed, DateTimeOffset>("created_at", "timestamptz", r => r.CreatedAt),
        ]);

    public static readonly RowStatement<Placed> Delete = RowStatement.Delete("reactions", Key);

    /// <summary>A reaction with what its row says beside it.</summary>
    internal sealed record Placed(Reaction Reaction, string Tenant, Guid ConversationId, DateTimeOffset CreatedAt);
}
