using Chat.Conversations.Messages;
using Chat.Conversations.Messages.Reading;
using Chat.Conversations.Storage;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Chat.Conversations.Publishing;

/// <summary>
/// Publishes conversations again whose <c>published_offset</c> stayed behind their head: after a crash, after Redis was
/// away. Readers drop the entries that they have.
/// </summary>
internal sealed class CatchUp(
    NpgsqlDataSource database,
    LogReader log,
    LogChannel channel,
    PublishedOffsets offsets,
    IOptions<PublishingOptions> options,
    TimeProvider time,
    ILogger<CatchUp> logger) : BackgroundService
{
    private const int ConversationsAtOnce = 200;

    private readonly PublishingOptions _options = options.Value;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(_options.CatchUpInterval, time);
        await TryCatchUpAsync(stoppingToken);
        await timer.EachTickAsync(TryCatchUpAsync, stoppingToken);
    }

    private async Task TryCatchUpAsync(CancellationToken cancellationToken)
    {
        try
        {
            foreach (var behind in await BehindAsync(cancellationToken)) await PublishAsync(behind, cancellationToken);
        }
        catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
        {
            // Redis or the database is away; the next tick tries again.
            logger.CatchUpFailed(failure.Message);
        }
    }

    private async Task<List<ReadPosition>> BehindAsync(CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(
            """
            SELECT tenant, id, published_offset, created_at, updated_at
            FROM conversations
            WHERE published_offset < head_offset AND updated_at < now() - $1
            ORDER BY updated_at
            LIMIT $2
            """);
        command.Parameters.Add(new NpgsqlParameter<TimeSpan> { TypedValue = _options.CatchUpAfter });
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = ConversationsAtOnce });
        return await command.ReadAllAsync(ReadPosition.Read, cancellationToken);
    }

    private async Task PublishAsync(ReadPosition position, CancellationToken cancellationToken)
    {
        while (true)
        {
            var entries = await log.ReadAsync(position, _options.BatchSize, cancellationToken);
            if (entries.Count == 0) return;
            await channel.PublishAsync(entries, cancellationToken);
            offsets.Reached(entries);
            logger.CaughtUp(entries.Count, position.ConversationId);
            position = position with { At = entries[^1].Offset };
        }
    }
}
