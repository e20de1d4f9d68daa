using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using Chat.Conversations.Participants;
using Chat.Conversations.Storage;

namespace Chat.Conversations.Audit;

/// <summary>
/// One act in a conversation's audit trail. Records are chained: the hash covers the record and the hash before it, so
/// that nothing can be changed, left out or put in between without all hashes after it changing.
/// </summary>
internal sealed record AuditRecord(Guid ConversationId, long Number, string Tenant, DateTimeOffset At)
{
    public static readonly RowStatement<AuditRecord> Insert = RowStatement.Insert<AuditRecord>("audit",
    [
        Column.Of<AuditRecord, Guid>("conversation_id", "uuid", r => r.ConversationId),
        Column.Of<AuditRecord, long>("number", "bigint", r => r.Number),
        Column.Of<AuditRecord, string>("tenant", "text", r => r.Tenant),
        Column.Of<AuditRecord, DateTimeOffset>("at", "timestamptz", r => r.At),
        Column.Of<AuditRecord, string>("actor_type", "text", r => StoredNames.Principals.Of(r.Actor.Type)),
        Column.Of<AuditRecord, string>("actor_id", "text", r => r.Actor.Id),
        Column.Of<AuditRecord, string>("action", "text", r => r.Action),
        Column.Of<AuditRecord, string>("target", "text", r => r.Target),
        Column.Of<AuditRecord, string?>("before", "text", r => r.Before),
        Column.Of<AuditRecord, string?>("after", "text", r => r.After),
        Column.Of<AuditRecord, byte[]>("previous_hash", "bytea", r => r.PreviousHash),
        Column.Of<AuditRecord, byte[]>("hash", "bytea", r => r.Hash),
    ]);

    public required Principal Actor { get; init; }

    /// <summary>Like <c>message.created</c>.</summary>
    public required string Action { get; init; }

    /// <summary>A message, a participant, or empty for the conversation.</summary>
    public required string Target { get; init; }

    /// <summary>JSON without any message's text.</summary>
    public string? Before { get; init; }

    public string? After { get; init; }

    public required byte[] PreviousHash { get; init; }

    public byte[] Hash => ComputeHash();

    private byte[] ComputeHash()
    {
        var record = JsonSerializer.SerializeToUtf8Bytes(new[]
        {
            ConversationId.ToString("D"),
            Number.ToString(CultureInfo.InvariantCulture),
            Tenant,
            At.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture),
            StoredNames.Principals.Of(Actor.Type),
            Actor.Id,
            Action,
            Target,
            Before,
            After,
        });
        return SHA256.HashData([.. PreviousHash, .. record]);
    }
}
