using Chat.Conversations.Paging;
using Chat.Conversations.Participants;
using Chat.Conversations.Storage;
using Google.Protobuf;
using Npgsql;

namespace Chat.Conversations.Audit;

/// <summary>Reads the audit trail of a conversation, oldest first; it outlives the conversation.</summary>
internal sealed class AuditReader(NpgsqlDataSource database)
{
    // Served by the primary key (conversation_id, number) of audit.
    private const string Query =
        """
        SELECT a.conversation_id, a.number, a.at, a.actor_type, a.actor_id, a.action, a.target, a.before, a.after,
               a.previous_hash, a.hash
        FROM audit a
        WHERE a.tenant = $1 AND a.conversation_id = $2 AND a.number > $3
        ORDER BY a.number
        LIMIT $4
        """;

    // Served by the same key, backwards, and the primary key of conversations.
    private const string Unrecorded =
        """
        SELECT EXISTS (SELECT FROM conversations c WHERE c.tenant = $1 AND c.id = $2)
          AND NOT EXISTS (
            SELECT FROM (
              SELECT a.action, a.actor_type, a.actor_id, a.at FROM audit a
              WHERE a.tenant = $1 AND a.conversation_id = $2 ORDER BY a.number DESC LIMIT 1) newest
            WHERE newest.action = $3 AND newest.actor_type = $4 AND newest.actor_id = $5 AND newest.at > now() - $6)
        """;

    private static readonly TimeSpan OneReading = TimeSpan.FromHours(1);

    public async Task<Page<Contracts.Conversations.V1.AuditRecord>> ReadAsync(
        string tenant, Guid conversationId, (long After, int Limit) page, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(Query);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = tenant });
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = conversationId });
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = page.After });
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = page.Limit + 1 });
        var records = Page.Of<Contracts.Conversations.V1.AuditRecord>(page.Limit);
        await command.FillAsync(records, Read, cancellationToken);
        return records;
    }

    /// <summary>
    /// Whether a look at the trail has to be taken down: not when the newest record says so already, or else who reads it
    /// page by page would never come to its end; and nothing follows the record of a purge.
    /// </summary>
    public async Task<bool> IsUnrecordedAsync(Caller caller, Guid conversationId, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(Unrecorded);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = caller.Tenant });
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = conversationId });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = ReadActions.Audit });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = StoredNames.Principals.Of(caller.Principal.Type) });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = caller.Principal.Id });
        command.Parameters.Add(new NpgsqlParameter<TimeSpan> { TypedValue = OneReading });
        return await command.ExecuteScalarAsync(cancellationToken) is true;
    }

    private static Contracts.Conversations.V1.AuditRecord Read(NpgsqlDataReader reader) => new()
    {
        ConversationId = reader.GetIdText(0),
        Number = reader.GetInt64(1),
        At = reader.GetTime(2),
        Actor = reader.GetPrincipal(3),
        Action = reader.GetString(5),
        Target = reader.GetString(6),
        BeforeJson = reader.GetText(7),
        AfterJson = reader.GetText(8),
        PreviousHash = ByteString.CopyFrom(reader.GetFieldValue<byte[]>(9)),
        Hash = ByteString.CopyFrom(reader.GetFieldValue<byte[]>(10)),
    };
}
