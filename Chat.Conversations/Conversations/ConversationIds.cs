using Chat.Conversations.Errors;
using Npgsql;

namespace Chat.Conversations.Conversations;

/// <summary>Finds the id of the conversation that a caller means by an id or an external id.</summary>
internal sealed class ConversationIds(NpgsqlDataSource database)
{
    // Served by the unique index conversations_external.
    private const string ByExternalId = "SELECT id FROM conversations WHERE tenant = $1 AND external_id = $2";

    /// <summary>
    /// A UUID is returned as it is: whether there is such a conversation, and whether the caller may know, is for the
    /// one who opens it to say. Deleted conversations are found too.
    /// </summary>
    public async Task<Guid> ResolveAsync(string tenant, string reference, CancellationToken cancellationToken)
    {
        if (Guid.TryParseExact(reference, "D", out var id)) return id;
        await using var command = database.CreateCommand(ByExternalId);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = tenant });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = reference });
        return await command.ExecuteScalarAsync(cancellationToken) as Guid?
            ?? throw new ChatException(ChatError.NotFound("conversation"));
    }
}
