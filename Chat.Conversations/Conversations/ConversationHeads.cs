using Chat.Conversations.Messages.Reading;
using Chat.Conversations.Participants;
using Chat.Conversations.Storage;
using Npgsql;

namespace Chat.Conversations.Conversations;

/// <summary>Reads where conversations stand. For who neither takes part nor administers the tenant there is none.</summary>
internal sealed class ConversationHeads(NpgsqlDataSource database)
{
    private const string Columns =
        $"""
         c.tenant, c.id, c.head_offset, c.content_offset, c.cleared_seq, c.last_seq, c.message_count, c.created_at,
         c.updated_at, {Months.Columns}
         """;

    private const int Width = 12;

    // Served by the primary keys of conversations and participants, or the indexes conversations_external and _unique.
    private const string Visible =
        $"""
         SELECT {Columns}, p.role, p.own_read_seq
         FROM conversations c
         LEFT JOIN participants p ON p.conversation_id = c.id AND p.tenant = c.tenant AND p.participant_type = $2
           AND p.participant_id = $3 AND p.left_at IS NULL
         {Months.Join}
         WHERE c.tenant = $1 AND c.deleted_at IS NULL AND (p.role IS NOT NULL OR $4)
         """;

    private const string ById = $"{Visible} AND c.id = $5";

    private const string ByExternalId = $"{Visible} AND c.external_id = $5";

    // Only what the pair or the caller alone decided on: else anybody could put a room of their own in the pair's place.
    private const string ByPairName =
        $"""
         {Visible} AND (c.unique_key = $5 OR (c.external_id = $6 AND c.kind <> '{ConversationKinds.Direct}'
           AND c.created_by_type = $2 AND c.created_by = $3 AND p.role IS NOT NULL))
         ORDER BY c.unique_key IS NOT DISTINCT FROM $5
         LIMIT 1
         """;

    private const string Unseen =
        $"SELECT {Columns} FROM conversations c {Months.Join} WHERE c.tenant = $1 AND c.id = $2";

    /// <summary>
    /// By id, external id or the name of a pair (<see cref="PairName"/>); null for what the caller may not read.
    /// </summary>
    public Task<ConversationHead?> FindAsync(Caller caller, string reference, CancellationToken cancellationToken)
    {
        if (Guid.TryParseExact(reference, "D", out var id)) return FindAsync(caller, id, cancellationToken);
        var name = new NpgsqlParameter<string> { TypedValue = reference };
        return PairName.KeyOf(reference, caller.Principal) is { } key
            ? FindAsync(ByPairName, caller, [new NpgsqlParameter<string> { TypedValue = key }, name], cancellationToken)
            : FindAsync(ByExternalId, caller, [name], cancellationToken);
    }

    public Task<ConversationHead?> FindAsync(Caller caller, Guid id, CancellationToken cancellationToken) =>
        FindAsync(ById, caller, [new NpgsqlParameter<Guid> { TypedValue = id }], cancellationToken);

    /// <summary>For work that the service does on its own, like preparing a prompt; null for what is gone.</summary>
    public async Task<ConversationHead?> OfAsync(string tenant, Guid id, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(Unseen);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = tenant });
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = id });
        var heads = await command.ReadAllAsync(Read, cancellationToken);
        return heads.SingleOrDefault();
    }

    private async Task<ConversationHead?> FindAsync(
        string query, Caller caller, NpgsqlParameter[] reference, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(query);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = caller.Tenant });
        command.Parameters.Add(
            new NpgsqlParameter<string> { TypedValue = StoredNames.Principals.Of(caller.Principal.Type) });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = caller.Principal.Id });
        command.Parameters.Add(new NpgsqlParameter<bool> { TypedValue = caller.IsTenantAdmin });
        command.Parameters.AddRange(reference);
        var heads = await command.ReadAllAsync(ReadOfCaller, cancellationToken);
        return heads.SingleOrDefault();
    }

    private static ConversationHead ReadOfCaller(NpgsqlDataReader reader) => Read(reader) with
    {
        Role = reader.GetNullableString(Width),
        OwnReadSeq = reader.GetFieldValue<long?>(Width + 1) ?? 0,
    };

    private static ConversationHead Read(NpgsqlDataReader reader) => new(reader.GetString(0), reader.GetGuid(1))
    {
        HeadOffset = reader.GetInt64(2),
        ContentOffset = reader.GetInt64(3),
        ClearedSeq = reader.GetInt64(4),
        LastSeq = reader.GetInt64(5),
        MessageCount = reader.GetInt64(6),
        CreatedAt = reader.GetFieldValue<DateTimeOffset>(7),
        UpdatedAt = reader.GetFieldValue<DateTimeOffset>(8),
        Months = Months.Read(reader, 9),
    };
}
