using Microsoft.Extensions.Options;
using Npgsql;

namespace Chat.Conversations.Storage;

/// <summary>Keeps the partitions of the coming months made while the service runs.</summary>
internal sealed class PartitionKeeper(
    Partitions partitions, IOptions<StorageOptions> options, TimeProvider time, ILogger<PartitionKeeper> logger)
    : BackgroundService
{
    private static readonly TimeSpan RetryDelay = TimeSpan.FromSeconds(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            var kept = await TryKeepAsync(stoppingToken);
            await Task.Delay(kept ? options.Value.PartitionInterval : RetryDelay, time, stoppingToken);
        }
    }

    private async Task<bool> TryKeepAsync(CancellationToken cancellationToken)
    {
        try
        {
            var made = await partitions.EnsureAsync(cancellationToken);
            if (made.Count > 0) logger.PartitionsMade(string.Join(", ", made));
            return true;
        }
        catch (NpgsqlException failure)
        {
            logger.PartitionsFailed(failure);
            return false;
        }
    }
}
