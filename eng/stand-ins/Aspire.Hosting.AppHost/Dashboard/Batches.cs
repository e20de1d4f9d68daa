using System.Runtime.CompilerServices;
using System.Threading.Channels;

namespace Aspire.Hosting.Dashboard;

/// <summary>Turns a stream of single things into a stream of what has come in meanwhile.</summary>
internal static class Batches
{
    public static async IAsyncEnumerable<IReadOnlyList<T>> ReadAsync<T>(
        IAsyncEnumerable<T> source, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var channel = Channel.CreateUnbounded<T>(new() { SingleReader = true, SingleWriter = true });
        var pump = PumpAsync(source, channel.Writer, cancellationToken);
        while (await channel.Reader.WaitToReadAsync(cancellationToken))
        {
            var batch = new List<T>();
            while (channel.Reader.TryRead(out var item))
                batch.Add(item);
            yield return batch;
        }

        await pump;
    }

    private static async Task PumpAsync<T>(
        IAsyncEnumerable<T> source, ChannelWriter<T> target, CancellationToken cancellationToken)
    {
        try
        {
            await foreach (var item in source.WithCancellation(cancellationToken))
                target.TryWrite(item);
            target.TryComplete();
        }
        catch (OperationCanceledException exception)
        {
            target.TryComplete(exception);
        }
    }
}
