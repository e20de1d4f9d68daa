using Chat.Conversations.Appending;
using Chat.Conversations.Audit;
using Chat.Conversations.Errors;
using Chat.Conversations.Participants;
using Chat.Conversations.Permissions;
using Chat.Conversations.Storage;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Chat.Conversations.Conversations.Purging;

/// <summary>
/// Removes a deleted conversation and everything that belongs to it in one transaction. What Redis still holds of it is
/// written down in the same transaction and removed after it. Its audit trail stays, and so does what it cost.
/// </summary>
internal sealed class ConversationPurge(
    NpgsqlDataSource database,
    BatchLoader loader,
    PurgedKeys keys,
    PurgeTurns turns,
    IOptions<AppenderOptions> options,
    IHostApplicationLifetime lifetime)
{
    /// <summary>Far longer than a large one takes, which must be purged as a whole; but a lost database is noticed.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromHours(1);

    /// <summary>
    /// For an owner, who must have deleted it before. A large one takes longer than its owner may wait: it is purged
    /// all the same, and asking again tells when it is done.
    /// </summary>
    public async Task<PurgedConversation> RunAsync(
        Caller caller, Guid conversationId, CancellationToken cancellationToken)
    {
        var scope = ChangeScope.Of(caller, conversationId) with { IncludeDeleted = true };
        return await HoldingAsync(turns.Take(caller), RunAsync(
            scope, state => Enter(state, caller, conversationId), caller.Principal, lifetime.ApplicationStopping))
            .WaitAsync(cancellationToken);
    }

    /// <summary>When it has been deleted long enough; <paramref name="actor"/> is who deleted it.</summary>
    public async Task<PurgedConversation> RunAsync(
        (string Tenant, Guid Id) conversation, Principal actor, CancellationToken cancellationToken)
    {
        var scope = new ChangeScope
        {
            Tenant = conversation.Tenant,
            ConversationId = conversation.Id,
            IncludeDeleted = true,
        };
        return await RunAsync(scope, state => state.AnyConversation(conversation.Id), actor, cancellationToken);
    }

    /// <summary>The turn lasts as long as the purge, not as long as its caller waits.</summary>
    private static async Task<PurgedConversation> HoldingAsync(IDisposable turn, Task<PurgedConversation> purge)
    {
        using (turn) return await purge;
    }

    private static LockedConversation Enter(BatchState state, Caller caller, Guid conversationId)
    {
        if (state.Conversation(conversationId) is null)
            return state.Enter(caller, conversationId, Permission.Purge).Conversation;
        // It is still there: who may delete it is told what is missing.
        state.Enter(caller, conversationId, Permission.Delete);
        throw new ChatException(ChatError.WrongState("Delete the conversation before it is purged."));
    }

    private async Task<PurgedConversation> RunAsync(
        ChangeScope scope, Func<BatchState, LockedConversation?> enter, Principal actor, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        var state = await loader.LoadAsync(connection, [scope], options.Value.LockTimeout, cancellationToken);
        if (enter(state) is not { Row.DeletedAt: not null } conversation) return PurgedConversation.Nothing;

        conversation.Audit(actor, new AuditDetail(AuditActions.ConversationPurged)
        {
            Before = AuditDetail.Json(new { messages = conversation.Row.MessageCount, head = conversation.Row.HeadOffset }),
        });
        await using var batch = new NpgsqlBatch(connection) { Timeout = (int)Longest.TotalSeconds };
        PurgeStatements.Add(batch, conversation.Row.Id);
        batch.BatchCommands.Add(AuditRecord.Insert.For(state.Writes.Audit));
        var purged = await ReadAsync(batch, cancellationToken);
        await transaction.CommitAsync(cancellationToken);

        await keys.TryRemoveAsync(conversation.Row.Id, cancellationToken);
        return purged;
    }

    /// <summary>The first two results say how much there was.</summary>
    private static async Task<PurgedConversation> ReadAsync(NpgsqlBatch batch, CancellationToken cancellationToken)
    {
        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        var messages = await reader.ReadAllAsync(r => r.GetInt64(0), cancellationToken);
        var entries = await reader.ReadAllAsync(r => r.GetInt64(0), cancellationToken);
        while (await reader.NextResultAsync(cancellationToken)) { }
        return new PurgedConversation(messages[0], entries[0]);
    }
}
