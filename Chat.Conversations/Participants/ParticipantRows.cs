using Chat.Conversations.Storage;
using Npgsql;

namespace Chat.Conversations.Participants;

/// <summary>A participant's row, both ways.</summary>
internal static class ParticipantRows
{
    public const string Columns =
        """
        p.conversation_id, p.participant_type, p.participant_id, p.tenant, p.role, p.joined_at, p.joined_seq, p.left_at,
        p.delivered_seq, p.read_seq, p.own_read_seq, p.earlier_stays
        """;

    /// <summary>Who comes again takes the row of the time before.</summary>
    public static readonly RowStatement<Participant> Upsert = RowStatement.Upsert<Participant>(
        "participants",
        key:
        [
            Column.Of<Participant, Guid>("conversation_id", "uuid", p => p.ConversationId),
            Column.Of<Participant, string>("participant_type", "text", p => StoredNames.Principals.Of(p.Type)),
            Column.Of<Participant, string>("participant_id", "text", p => p.Id),
        ],
        set:
        [
            Column.Of<Participant, string>("tenant", "text", p => p.Tenant),
            Column.Of<Participant, string>("role", "text", p => p.Role),
            Column.Of<Participant, DateTimeOffset>("joined_at", "timestamptz", p => p.JoinedAt),
            Column.Of<Participant, long>("joined_seq", "bigint", p => p.JoinedSeq),
            Column.Of<Participant, DateTimeOffset?>("left_at", "timestamptz", p => p.LeftAt),
            Column.Of<Participant, long>("delivered_seq", "bigint", p => p.DeliveredSeq),
            Column.Of<Participant, long>("read_seq", "bigint", p => p.ReadSeq),
            Column.Of<Participant, long>("own_read_seq", "bigint", p => p.OwnReadSeq),
            Column.Numbers<Participant>("earlier_stays", p => Stay.ToNumbers(p.EarlierStays)),
        ]);

    public static Participant Read(NpgsqlDataReader reader) => new()
    {
        ConversationId = reader.GetGuid(0),
        Type = StoredNames.Principals.Parse(reader.GetString(1)),
        Id = reader.GetString(2),
        Tenant = reader.GetString(3),
        Role = reader.GetString(4),
        JoinedAt = reader.GetFieldValue<DateTimeOffset>(5),
        JoinedSeq = reader.GetInt64(6),
        LeftAt = reader.GetFieldValue<DateTimeOffset?>(7),
        DeliveredSeq = reader.GetInt64(8),
        ReadSeq = reader.GetInt64(9),
        OwnReadSeq = reader.GetInt64(10),
        EarlierStays = Stay.OfNumbers(reader.GetFieldValue<long[]>(11)),
    };
}
