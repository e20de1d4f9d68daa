using Chat.Conversations.Errors;
using Chat.Conversations.Participants;
using Chat.Conversations.Storage;
using Npgsql;

namespace Chat.Conversations.Conversations;

/// <summary>Finds the id of the conversation that a caller means by an id, an external id or the name of a pair.</summary>
internal sealed class ConversationIds(NpgsqlDataSource database)
{
    // Served by the unique index conversations_external.
    private const string ByExternalId = "SELECT id FROM conversations WHERE tenant = $1 AND external_id = $2";

    // Served by the unique indexes conversations_unique and _external, and the primary key of participants; what is there
    // comes before what was deleted.
    private const string ByPairName =
        $"""
         SELECT c.id FROM conversations c
         WHERE c.tenant = $1 AND (c.unique_key = $3
             OR (c.external_id = $2 AND c.kind <> '{ConversationKinds.Direct}' AND c.created_by_type = $4 AND c.created_by = $5
                 AND EXISTS (SELECT FROM participants p
                     WHERE p.conversation_id = c.id AND p.tenant = c.tenant AND p.participant_type = $4
                       AND p.participant_id = $5 AND p.left_at IS NULL)))
         ORDER BY c.deleted_at IS NOT NULL, c.unique_key IS NOT DISTINCT FROM $3
         LIMIT 1
         """;

    /// <summary>
    /// A UUID is returned as it is: whether there is such a conversation, and whether the caller may know, is for the
    /// one who opens it to say. Deleted conversations are found too.
    /// </summary>
    public async Task<Guid> ResolveAsync(Caller caller, string reference, CancellationToken cancellationToken)
    {
        if (Guid.TryParseExact(reference, "D", out var id)) return id;
        var key = PairName.KeyOf(reference, caller.Principal);
        await using var command = database.CreateCommand(key is null ? ByExternalId : ByPairName);
        Add(caller.Tenant);
        Add(reference);
        if (key is not null)
        {
            Add(key);
            Add(StoredNames.Principals.Of(caller.Principal.Type));
            Add(caller.Principal.Id);
        }

        return await command.ExecuteScalarAsync(cancellationToken) as Guid?
            ?? throw new ChatException(ChatError.NotFound("conversation"));

        void Add(string value) => command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = value });
    }
}
