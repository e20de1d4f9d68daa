using Chat.Conversations.Appending;
using Chat.Conversations.Storage;
using Microsoft.Extensions.Caching.Memory;
using Npgsql;

namespace Chat.Conversations.Participants;

/// <summary>Tells whether a caller takes part in a conversation, and remembers for a moment that they do.</summary>
internal sealed class Members(NpgsqlDataSource database) : ICommitListener, IDisposable
{
    private const int MostRemembered = 50_000;

    // Served by the primary key of participants.
    private const string Query =
        """
        SELECT true FROM participants p
        WHERE p.conversation_id = $1 AND p.participant_type = $2 AND p.participant_id = $3 AND p.tenant = $4
          AND p.left_at IS NULL
        """;

    // Another replica may remove somebody: for so long they may still be taken for a member here.
    private static readonly TimeSpan Memory = TimeSpan.FromSeconds(10);

    private readonly MemoryCache _known = new(new MemoryCacheOptions { SizeLimit = MostRemembered });

    /// <summary>Whether it is known without asking the database.</summary>
    public bool IsKnown(Caller caller, Guid conversationId) =>
        _known.TryGetValue((caller.Tenant, caller.Principal, conversationId), out _);

    public async Task<bool> TakesPartAsync(Caller caller, Guid conversationId, CancellationToken cancellationToken)
    {
        if (IsKnown(caller, conversationId)) return true;
        await using var command = database.CreateCommand(Query);
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = conversationId });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = StoredNames.Principals.Of(caller.Principal.Type) });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = caller.Principal.Id });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = caller.Tenant });
        if (await command.ExecuteScalarAsync(cancellationToken) is not true) return false;
        Remember(caller.Tenant, caller.Principal, conversationId);
        return true;
    }

    public void OnCommitted(BatchWrites writes)
    {
        foreach (var one in writes.Participants)
        {
            if (one.TakesPart) Remember(one.Tenant, one.Principal, one.ConversationId);
            else _known.Remove((one.Tenant, one.Principal, one.ConversationId));
        }
    }

    public void Dispose() => _known.Dispose();

    private void Remember(string tenant, Principal principal, Guid conversationId) => _known.Set(
        (tenant, principal, conversationId),
        true,
        new MemoryCacheEntryOptions { Size = 1, AbsoluteExpirationRelativeToNow = Memory });
}
