using Chat.ServiceDefaults.WarmUp;

namespace Chat.LlmWorker.Consuming;

/// <summary>
/// Joining the consumer group, which takes seconds: the worker is ready when it knows its partitions, be they none.
/// </summary>
internal sealed class Assignment : IWarmUp
{
    private readonly TaskCompletionSource _known = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public void Note() => _known.TrySetResult();

    public Task WarmUpAsync(CancellationToken cancellationToken) => _known.Task.WaitAsync(cancellationToken);
}
