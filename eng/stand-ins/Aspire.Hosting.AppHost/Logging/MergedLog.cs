using System.Runtime.CompilerServices;
using System.Threading.Channels;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>Follows the output of several instances as one.</summary>
internal static class MergedLog
{
    public static async IAsyncEnumerable<IReadOnlyList<LogLine>> WatchAsync(
        IReadOnlyList<ResourceLog> logs, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var merged = Channel.CreateUnbounded<LogLine>();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var pumps = Task.WhenAll(logs.Select(log => PumpAsync(log, merged.Writer, stop.Token)));
        _ = pumps.ContinueWith(
            _ => merged.Writer.TryComplete(), CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);

        try
        {
            while (await merged.Reader.WaitToReadAsync(cancellationToken))
            {
                var batch = new List<LogLine>();
                while (merged.Reader.TryRead(out var line))
                    batch.Add(line);
                yield return batch;
            }
        }
        finally
        {
            await stop.CancelAsync();
        }
    }

    private static async Task PumpAsync(ResourceLog log, ChannelWriter<LogLine> target, CancellationToken stop)
    {
        var channel = log.Follow();
        try
        {
            await foreach (var line in channel.Reader.ReadAllAsync(stop))
                target.TryWrite(line);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // The follower left.
        }
        finally
        {
            log.Unfollow(channel);
        }
    }
}
