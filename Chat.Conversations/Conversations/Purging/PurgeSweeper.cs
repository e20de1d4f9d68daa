using Chat.Conversations.Participants;
using Chat.Conversations.Storage;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Chat.Conversations.Conversations.Purging;

/// <summary>Purges what was deleted long ago, and ends what purges left unfinished; replicas may sweep at once.</summary>
internal sealed class PurgeSweeper(
    NpgsqlDataSource database,
    ConversationPurge purge,
    PurgedLeftovers leftovers,
    IOptions<PurgingOptions> options,
    TimeProvider time,
    ILogger<PurgeSweeper> logger) : BackgroundService
{
    private const int AtOnce = 100;

    // Served by conversations_deleted.
    private const string Old =
        """
        SELECT tenant, id, deleted_by_type, deleted_by FROM conversations
        WHERE deleted_at < clock_timestamp() - $1 AND deleted_by IS NOT NULL
        ORDER BY deleted_at LIMIT $2
        """;

    private readonly PurgingOptions _options = options.Value;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(_options.Interval, time);
        await timer.EachTickAsync(SweepAsync, stoppingToken);
    }

    private async Task SweepAsync(CancellationToken cancellationToken)
    {
        try
        {
            foreach (var (tenant, id, actor) in await OldAsync(cancellationToken))
                await TryPurgeAsync(tenant, id, actor, cancellationToken);
            await leftovers.RemoveStoredAsync(_options.DeletedAfter, cancellationToken);
        }
        catch (Exception failure) when (StorageFailure.IsOutage(failure))
        {
            logger.PurgeFailed(failure.Message);
        }

        await leftovers.TryRemoveKeysAsync(cancellationToken);
    }

    private async Task TryPurgeAsync(string tenant, Guid id, Principal actor, CancellationToken cancellationToken)
    {
        using var work = BackgroundWork.Begin("conversation purge");
        try
        {
            var purged = await purge.RunAsync((tenant, id), actor, cancellationToken);
            logger.Purged(id, purged.Messages);
        }
        catch (Exception failure) when (StorageFailure.IsLocked(failure))
        {
            // Another replica, or its owner, is at it.
            logger.PurgeFailed(failure.Message);
        }
        catch (Exception failure) when (!StorageFailure.IsOutage(failure) && !cancellationToken.IsCancellationRequested)
        {
            // One that cannot be purged must not keep the others.
            logger.PurgeGivenUp(failure, id);
        }
    }

    private async Task<List<(string Tenant, Guid Id, Principal Actor)>> OldAsync(CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(Old);
        command.Parameters.Add(new NpgsqlParameter<TimeSpan> { TypedValue = _options.DeletedAfter });
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = AtOnce });
        return await command.ReadAllAsync(
            r => (r.GetString(0), r.GetGuid(1), PrincipalColumns.Read(r, 2)!.Value), cancellationToken);
    }
}
