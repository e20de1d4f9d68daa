namespace Chat.Conversations;

/// <summary>The body of a background loop that works at every tick.</summary>
internal static class PeriodicTimerExtensions
{
    /// <summary>Runs <paramref name="work"/> at each tick until the service stops.</summary>
    public static async Task EachTickAsync(
        this PeriodicTimer timer, Func<CancellationToken, Task> work, CancellationToken cancellationToken)
    {
        try
        {
            while (await timer.WaitForNextTickAsync(cancellationToken)) await work(cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The service stops.
        }
    }
}
