using Chat.Conversations.Participants;
using Chat.Conversations.Storage;
using Npgsql;

namespace Chat.Conversations.Appending.Idempotency;

/// <summary>What a key was used for, kept as long as the message.</summary>
internal sealed record IdempotencyRow(
    IdempotencyKey Key,
    byte[] BodyHash,
    Guid ConversationId,
    Guid MessageId,
    long Seq,
    Guid? JobId,
    DateTimeOffset CreatedAt)
{
    public static readonly RowStatement<IdempotencyRow> Insert = RowStatement.Insert<IdempotencyRow>("idempotency_keys",
    [
        Column.Of<IdempotencyRow, string>("tenant", "text", r => r.Key.Tenant),
        Column.Of<IdempotencyRow, Guid>("scope", "uuid", r => r.Key.Scope),
        Column.Of<IdempotencyRow, string>("sender_type", "text", r => StoredNames.Principals.Of(r.Key.Sender.Type)),
        Column.Of<IdempotencyRow, string>("sender_id", "text", r => r.Key.Sender.Id),
        Column.Of<IdempotencyRow, string>("client_id", "text", r => r.Key.ClientId),
        Column.Of<IdempotencyRow, byte[]>("body_hash", "bytea", r => r.BodyHash),
        Column.Of<IdempotencyRow, Guid>("conversation_id", "uuid", r => r.ConversationId),
        Column.Of<IdempotencyRow, Guid>("message_id", "uuid", r => r.MessageId),
        Column.Of<IdempotencyRow, long>("seq", "bigint", r => r.Seq),
        Column.Of<IdempotencyRow, Guid?>("job_id", "uuid", r => r.JobId),
        Column.Of<IdempotencyRow, DateTimeOffset>("created_at", "timestamptz", r => r.CreatedAt),
    ]);

    public static IdempotencyRow Read(NpgsqlDataReader reader) => new(
        new IdempotencyKey(
            reader.GetString(0),
            reader.GetGuid(1),
            new Principal(StoredNames.Principals.Parse(reader.GetString(2)), reader.GetString(3)),
            reader.GetString(4)),
        reader.GetFieldValue<byte[]>(5),
        reader.GetGuid(6),
        reader.GetGuid(7),
        reader.GetInt64(8),
        reader.GetFieldValue<Guid?>(9),
        reader.GetFieldValue<DateTimeOffset>(10));

    public bool HasBody(byte[] hash) => BodyHash.AsSpan().SequenceEqual(hash);
}
