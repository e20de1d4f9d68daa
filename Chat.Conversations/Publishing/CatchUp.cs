using Chat.Conversations.Storage;
using Microsoft.Extensions.Options;
using Npgsql;
using StackExchange.Redis;

namespace Chat.Conversations.Publishing;

/// <summary>
/// Publishes conversations again whose <c>published_offset</c> stayed behind their head: after a crash, after Redis was
/// away. One replica at a time does it, and only what is missing; readers drop the entries that they have. Each round is
/// bounded, and each conversation has its turn.
/// </summary>
internal sealed class CatchUp(
    NpgsqlDataSource database,
    BehindReader conversations,
    GapPublisher publisher,
    PublishedOffsets offsets,
    IOptions<PublishingOptions> options,
    TimeProvider time,
    ILogger<CatchUp> logger) : BackgroundService
{
    private const int ConversationsAtOnce = 200;

    // Any number that nobody else locks.
    private const long LockNumber = 7_235_101_413;

    private static readonly TimeSpan LongestRound = TimeSpan.FromSeconds(30);

    // The database ends it with the transaction, also when this replica does not come back to it.
    private static readonly string Turn =
        $"SET LOCAL idle_in_transaction_session_timeout = '1min'; SELECT pg_try_advisory_xact_lock({LockNumber})";

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(options.Value.CatchUpInterval, time);
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
            await RoundAsync(cancellationToken);
            // Before the next one looks.
            await offsets.FlushAsync(cancellationToken);
        }
        catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
        {
            // Redis or the database is away; the next tick tries again.
            logger.CatchUpFailed(failure.Message);
        }
    }

    private async Task RoundAsync(CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        var round = await conversations.NextAsync(ConversationsAtOnce, cancellationToken);
        foreach (var behind in round)
        {
            if (time.GetElapsedTime(started) > LongestRound) return;
            conversations.Pass(behind);
            await TryPublishAsync(behind, cancellationToken);
        }

        if (round.Count < ConversationsAtOnce) conversations.StartAgain();
    }

    /// <summary>One that cannot be published does not keep the others from it; when the stores are away none can.</summary>
    private async Task TryPublishAsync(Behind behind, CancellationToken cancellationToken)
    {
        try
        {
            await publisher.PublishAsync(behind, cancellationToken);
        }
        catch (Exception failure) when (!IsOutage(failure) && !cancellationToken.IsCancellationRequested)
        {
            logger.GapLeft(failure, behind.From.ConversationId);
        }
    }

    private static bool IsOutage(Exception failure) =>
        failure is RedisException or TimeoutException || StorageFailure.IsOutage(failure);
}
