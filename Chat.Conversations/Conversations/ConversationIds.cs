using Chat.Conversations.Errors;
using Chat.Conversations.Participants;
using Npgsql;

namespace Chat.Conversations.Conversations;

/// <summary>Finds the id of the conversation that a caller means by an id, an external id or the name of a pair.</summary>
internal sealed class ConversationIds(NpgsqlDataSource database)
{
    // Served by the unique index conversations_external.
    private const string ByExternalId = "SELECT id FROM conversations WHERE tenant = $1 AND external_id = $2";

    // Served by the unique index conversations_unique.
    private const string ByUniqueKey = "SELECT id FROM conversations WHERE tenant = $1 AND unique_key = $2";

    /// <summary>
    /// A UUID is returned as it is: whether there is such a conversation, and whether the caller may know, is for the
    /// one who opens it to say. Deleted conversations are found too.
    /// </summary>
    public async Task<Guid> ResolveAsync(Caller caller, string reference, CancellationToken cancellationToken)
    {
        if (Guid.TryParseExact(reference, "D", out var id)) return id;
        var found = await FindAsync(ByExternalId, caller.Tenant, reference, cancellationToken);
        if (found is null && PairName.KeyOf(reference, caller.Principal) is { } key)
            found = await FindAsync(ByUniqueKey, caller.Tenant, key, cancellationToken);
        return found ?? throw new ChatException(ChatError.NotFound("conversation"));
    }

    private async Task<Guid?> FindAsync(string query, string tenant, string name, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(query);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = tenant });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = name });
        return await command.ExecuteScalarAsync(cancellationToken) as Guid?;
    }
}
