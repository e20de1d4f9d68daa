using Chat.Conversations.Storage;
using Npgsql;

namespace Chat.Conversations.Participants;

/// <summary>A participant's row, both ways.</summary>
internal static class ParticipantRows
{
    public const string Columns =
        """
        p.conversation_id, p.participant_type, p.participant_id, p.tenant, p.role, p.joined_at, p.joined_seq, p.left_at,
        p.delivered_seq, p.read_seq, p.own_read_seq, p.earlier_stays, p.delivered_beyond::text,
        p.read_beyond::text, p.own_read_beyond::text, p.created_by_type, p.created_by, p.updated_by_type,
        p.updated_by
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
            Column.Of<Participant, long>("delivered_seq", "bigint", p => p.Delivered.Upto),
            Column.Of<Participant, long>("read_seq", "bigint", p => p.Read.Upto),
            Column.Of<Participant, long>("own_read_seq", "bigint", p => p.OwnRead.Upto),
            Column.Numbers<Participant>("earlier_stays", p => Stay.ToNumbers(p.EarlierStays)),
            Beyond("delivered_beyond", p => p.Delivered),
            Beyond("read_beyond", p => p.Read),
            Beyond("own_read_beyond", p => p.OwnRead),
            .. PrincipalColumns.Of<Participant>("created_by", p => p.CreatedBy),
            .. PrincipalColumns.Of<Participant>("updated_by", p => p.UpdatedBy),
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
        Delivered = Mark(reader, 8, 12),
        Read = Mark(reader, 9, 13),
        OwnRead = Mark(reader, 10, 14),
        CreatedBy = PrincipalColumns.Read(reader, 15),
        UpdatedBy = PrincipalColumns.Read(reader, 17),
        EarlierStays = Stay.OfNumbers(reader.GetFieldValue<long[]>(11)),
    };

    /// <summary>Reads a watermark, and the text of what is beyond it.</summary>
    public static ReceiptMark Mark(NpgsqlDataReader reader, int upto, int beyond) =>
        new(reader.GetInt64(upto), SeqSet.Parse(reader.GetString(beyond)));

    private static Column<Participant> Beyond(string name, Func<Participant, ReceiptMark> mark) =>
        Column.Converted<Participant>(name, "int8multirange", p => mark(p).Beyond.ToString());
}
