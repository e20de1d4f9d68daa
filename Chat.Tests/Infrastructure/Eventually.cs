namespace Chat.Tests.Infrastructure;

/// <summary>Waits for conditions, with a deadline and never for a fixed time.</summary>
internal static class Eventually
{
    private static readonly TimeSpan s_interval = TimeSpan.FromMilliseconds(50);

    /// <summary>Reads until the value is as wanted; fails with the last value when the time is over.</summary>
    public static async Task<T> ReadAsync<T>(
        Func<CancellationToken, Task<T>> read, Func<T, bool> wanted, TimeSpan within, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(within);
        using var timer = new PeriodicTimer(s_interval);
        var last = await read(cancellationToken);
        try
        {
            while (!wanted(last))
            {
                await timer.WaitForNextTickAsync(limit.Token);
                last = await read(limit.Token);
            }
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            Assert.Fail($"Not within {within}; the last value was {last}");
        }

        return last;
    }

    public static Task HoldsAsync(Func<bool> condition, TimeSpan within, CancellationToken cancellationToken) =>
        ReadAsync(_ => Task.FromResult(condition()), holds => holds, within, cancellationToken);
}
