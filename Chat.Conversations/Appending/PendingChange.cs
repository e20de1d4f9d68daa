using System.Diagnostics;
using Chat.Conversations.Errors;

namespace Chat.Conversations.Appending;

/// <summary>A change on its way through the appender, and its caller who waits.</summary>
internal abstract class PendingChange
{
    private const int Queued = 0;
    private const int Started = 1;
    private const int Cancelled = 2;

    private int _phase;

    public abstract ChangeScope Scope { get; }

    /// <summary>The trace of the caller's request.</summary>
    public ActivityContext Trace { get; } = Activity.Current?.Context ?? default;

    /// <summary>Takes the change into a transaction; false when its caller left before.</summary>
    public bool TryStart() => Interlocked.CompareExchange(ref _phase, Started, Queued) != Cancelled;

    /// <summary>Drops the change if it still waits. Once it is in a transaction it runs to its end.</summary>
    public void Cancel(CancellationToken cancellationToken)
    {
        if (Interlocked.CompareExchange(ref _phase, Cancelled, Queued) == Queued) OnCancelled(cancellationToken);
    }

    public abstract void Decide(BatchState state);

    /// <summary>Gives the caller what was decided, after the commit.</summary>
    public abstract void Complete();

    public abstract void Fail(Exception failure);

    protected abstract void OnCancelled(CancellationToken cancellationToken);
}

/// <summary>A pending change with its result.</summary>
internal sealed class PendingChange<TResult>(IConversationChange<TResult> change) : PendingChange
{
    private readonly TaskCompletionSource<TResult> _completion =
        new(TaskCreationOptions.RunContinuationsAsynchronously);

    private TResult? _result;
    private ChatException? _refusal;

    public override ChangeScope Scope => change.Scope;

    public Task<TResult> Task => _completion.Task;

    public override void Decide(BatchState state)
    {
        (_result, _refusal) = (default, null);
        try
        {
            _result = change.Decide(state);
        }
        catch (ChatException refused)
        {
            _refusal = refused;
        }
    }

    public override void Complete()
    {
        if (_refusal is null) _completion.TrySetResult(_result!);
        else _completion.TrySetException(_refusal);
    }

    public override void Fail(Exception failure) => _completion.TrySetException(failure);

    protected override void OnCancelled(CancellationToken cancellationToken) =>
        _completion.TrySetCanceled(cancellationToken);
}
