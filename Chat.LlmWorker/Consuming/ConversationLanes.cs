namespace Chat.LlmWorker.Consuming;

/// <summary>
/// Lets the jobs of one conversation run strictly one after another. Shared by all partitions of the process, so that a
/// partition that goes and comes back still waits for what it left running.
/// </summary>
internal sealed class ConversationLanes
{
    private readonly Dictionary<Guid, Task> _last = [];
    private readonly Lock _lock = new();

    /// <summary>
    /// Runs the work when all earlier work of the conversation has ended, however it did; not at all when it is cancelled
    /// by then.
    /// </summary>
    public Task EnqueueAsync(Guid conversationId, Func<Task> work, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            var task = RunAfterAsync(_last.GetValueOrDefault(conversationId, Task.CompletedTask), work, cancellationToken);
            _last[conversationId] = task;
            _ = task.ContinueWith(
                ended => Forget(conversationId, ended), CancellationToken.None,
                TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
            return task;
        }
    }

    private static async Task RunAfterAsync(Task previous, Func<Task> work, CancellationToken cancellationToken)
    {
        // Never on the caller's thread, which polls Kafka.
        await previous.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ForceYielding);
        if (!cancellationToken.IsCancellationRequested)
            await work();
    }

    private void Forget(Guid conversationId, Task ended)
    {
        lock (_lock)
            if (_last.TryGetValue(conversationId, out var last) && last == ended)
                _last.Remove(conversationId);
    }
}
