using Chat.Conversations.Messages;
using Chat.Conversations.Messages.Reading;
using Chat.Conversations.Storage;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Chat.Conversations.Publishing;

/// <summary>
/// Publishes conversations again whose <c>published_offset</c> stayed behind their head: after a crash, after Redis was
/// away. One replica at a time does it, and only what is missing; readers drop the entries that they have.
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

    // Any number that nobody else locks.
    private const long LockNumber = 7_235_101_413;

    // The database ends it with the transaction, also when this replica does not come back to it.
    private static readonly string Turn =
        $"SET LOCAL idle_in_transaction_session_timeout = '1min'; SELECT pg_try_advisory_xact_lock({LockNumber})";

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
            await using var connection = await database.OpenConnectionAsync(cancellationToken);
            await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
            await using var turn = new NpgsqlCommand(Turn, connection);
            if (await turn.ExecuteScalarAsync(cancellationToken) is not true) return;
            foreach (var (behind, upto) in await BehindAsync(cancellationToken)) await PublishAsync(behind, upto, cancellationToken);
            // Before the next one looks.
            await offsets.FlushAsync(cancellationToken);
        }
        catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
        {
            // Redis or the database is away; the next tick tries again.
            logger.CatchUpFailed(failure.Message);
        }
    }

    /// <summary>Where each is, and the last entry before those that are known to be published.</summary>
    private async Task<List<(ReadPosition From, long Upto)>> BehindAsync(CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(
            """
            SELECT tenant, id, published_offset, created_at, updated_at, coalesce(lower(published_ahead) - 1, head_offset)
            FROM conversations
            WHERE published_offset < head_offset AND updated_at < now() - $1
            ORDER BY updated_at
            LIMIT $2
            """);
        command.Parameters.Add(new NpgsqlParameter<TimeSpan> { TypedValue = _options.CatchUpAfter });
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = ConversationsAtOnce });
        return await command.ReadAllAsync(reader => (ReadPosition.Read(reader), reader.GetInt64(5)), cancellationToken);
    }

    private async Task PublishAsync(ReadPosition position, long upto, CancellationToken cancellationToken)
    {
        using var work = BackgroundWork.Begin("log catch-up");
        while (position.At < upto)
        {
            var most = (int)Math.Min(_options.BatchSize, upto - position.At);
            var entries = await log.ReadAsync(position, most, cancellationToken);
            if (entries.Count == 0) return;
            await channel.PublishAsync(entries, cancellationToken);
            offsets.Reached(entries);
            logger.CaughtUp(entries.Count, position.ConversationId);
            position = position with { At = entries[^1].Offset };
        }
    }
}
