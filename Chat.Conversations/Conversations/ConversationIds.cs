using Chat.Conversations.Errors;
using Chat.Conversations.Participants;
using Npgsql;

namespace Chat.Conversations.Conversations;

/// <summary>Finds the id of the conversation that a caller means by an id, an external id or the name of a pair.</summary>
internal sealed class ConversationIds(NpgsqlDataSource database)
{
    // Served by the unique indexes conversations_external and _unique; what is there comes before what was deleted.
    private const string ByName =
        """
        SELECT id FROM conversations WHERE tenant = $1 AND (external_id = $2 OR unique_key = $3)
        ORDER BY deleted_at IS NOT NULL, external_id IS DISTINCT FROM $2 LIMIT 1
        """;

    /// <summary>
    /// A UUID is returned as it is: whether there is such a conversation, and whether the caller may know, is for the
    /// one who opens it to say. Deleted conversations are found too.
    /// </summary>
    public async Task<Guid> ResolveAsync(Caller caller, string reference, CancellationToken cancellationToken)
    {
        if (Guid.TryParseExact(reference, "D", out var id)) return id;
        await using var command = database.CreateCommand(ByName);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = caller.Tenant });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = reference });
        command.Parameters.Add(new NpgsqlParameter<string?> { TypedValue = PairName.KeyOf(reference, caller.Principal) });
        return await command.ExecuteScalarAsync(cancellationToken) as Guid?
            ?? throw new ChatException(ChatError.NotFound("conversation"));
    }
}
