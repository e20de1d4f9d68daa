using Chat.Conversations.Errors;
using Chat.Conversations.Participants;
using Chat.Conversations.Storage;
using Npgsql;

namespace Chat.Conversations.Conversations;

/// <summary>Finds the id of the conversation that a caller means by an id, an external id or the name of a pair.</summary>
internal sealed class ConversationIds(NpgsqlDataSource database)
{
    private const string TakesPart =
        """
        EXISTS (SELECT FROM participants p
            WHERE p.conversation_id = c.id AND p.tenant = c.tenant AND p.participant_type = $3
              AND p.participant_id = $4 AND p.left_at IS NULL)
        """;

    // Served by the unique index conversations_external and the primary key of participants.
    private const string ByExternalId =
        $"SELECT c.id FROM conversations c WHERE c.tenant = $1 AND c.external_id = $2 AND ($5 OR {TakesPart})";

    // Served by the unique indexes conversations_unique and _external, and the primary key of participants; what is there
    // comes before what was deleted.
    private const string ByPairName =
        $"""
         SELECT c.id FROM conversations c
         WHERE c.tenant = $1 AND (c.unique_key = $5
             OR (c.external_id = $2 AND c.kind <> '{ConversationKinds.Direct}' AND c.created_by_type = $3 AND c.created_by = $4
                 AND {TakesPart}))
         ORDER BY c.deleted_at IS NOT NULL, c.unique_key IS NOT DISTINCT FROM $5
         LIMIT 1
         """;

    /// <summary>
    /// A UUID is returned as it is: whether there is such a conversation, and whether the caller may know, is for the
    /// one who opens it to say. By a name only who takes part, or administers the tenant, finds anything: to others the name of
    /// a conversation is one like any, and takes no more work. Deleted conversations are found too.
    /// </summary>
    public async Task<Guid> ResolveAsync(Caller caller, string reference, CancellationToken cancellationToken)
    {
        if (Guid.TryParseExact(reference, "D", out var id)) return id;
        var key = PairName.KeyOf(reference, caller.Principal);
        await using var command = database.CreateCommand(key is null ? ByExternalId : ByPairName);
        Add(caller.Tenant);
        Add(reference);
        Add(StoredNames.Principals.Of(caller.Principal.Type));
        Add(caller.Principal.Id);
        if (key is null) command.Parameters.Add(new NpgsqlParameter<bool> { TypedValue = caller.IsTenantAdmin });
        else Add(key);

        return await command.ExecuteScalarAsync(cancellationToken) as Guid?
            ?? throw new ChatException(ChatError.NotFound("conversation"));

        void Add(string value) => command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = value });
    }
}
