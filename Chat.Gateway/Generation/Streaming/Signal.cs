namespace Chat.Gateway.Generation.Streaming;

/// <summary>
/// Wakes everybody who waits, any number of times. Take <see cref="Next"/> before looking at what may change, so that no
/// change falls between the look and the wait.
/// </summary>
internal sealed class Signal
{
    private TaskCompletionSource next = Create();

    public Task Next => Volatile.Read(ref next).Task;

    public void Raise() => Interlocked.Exchange(ref next, Create()).TrySetResult();

    /// <summary>Waits for the signal, but no longer than the limit.</summary>
    public static async Task WaitAsync(Task signal, TimeSpan limit, TimeProvider time, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (limit <= TimeSpan.Zero || signal.IsCompleted)
            return;
        using var timer = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        await Task.WhenAny(signal, Task.Delay(limit, time, timer.Token));
        await timer.CancelAsync();
        cancellationToken.ThrowIfCancellationRequested();
    }

    private static TaskCompletionSource Create() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
