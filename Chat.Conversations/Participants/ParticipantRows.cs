using Chat.Conversations.Storage;

namespace Chat.Conversations.Participants;

/// <summary>How participants are written.</summary>
internal static class ParticipantRows
{
    public static readonly RowStatement<Participant> Insert = RowStatement.Insert<Participant>("participants",
    [
        Column.Of<Participant, Guid>("conversation_id", "uuid", p => p.ConversationId),
        Column.Of<Participant, string>("participant_type", "text", p => StoredNames.Principals.Of(p.Type)),
        Column.Of<Participant, string>("participant_id", "text", p => p.Id),
        Column.Of<Participant, string>("tenant", "text", p => p.Tenant),
        Column.Of<Participant, string>("role", "text", p => p.Role),
        Column.Of<Participant, DateTimeOffset>("joined_at", "timestamptz", p => p.JoinedAt),
    ]);
}
