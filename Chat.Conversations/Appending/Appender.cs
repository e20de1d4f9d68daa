using System.Threading.Channels;
using Chat.Conversations.Errors;
using Chat.Conversations.RateLimiting;
using Chat.Conversations.Storage;
using Microsoft.Extensions.Options;

namespace Chat.Conversations.Appending;

/// <summary>
/// The one way in for changes: it gathers concurrent ones, commits each batch in one transaction, and only then
/// answers the callers.
/// </summary>
internal sealed class Appender(
    BatchCommit commit, HeldChanges held, ConversationRate rate, IOptions<AppenderOptions> options) : BackgroundService
{
    private readonly AppenderOptions _options = options.Value;
    private readonly Channel<PendingChange> _queue = Channel.CreateBounded<PendingChange>(
        new BoundedChannelOptions(options.Value.QueueCapacity) { SingleReader = true });

    /// <summary>
    /// Commits a change together with others and returns what it decided. Cancelling drops it while it waits; once
    /// it is in a transaction it is committed or not as a whole, and the answer tells which.
    /// </summary>
    public async Task<TResult> ApplyAsync<TResult>(
        IConversationChange<TResult> change, CancellationToken cancellationToken)
    {
        if (change.Scope is { IsCounted: true, ConversationId: { } conversationId, Caller: not null })
            await rate.TakeAsync(conversationId, cancellationToken);
        var pending = new PendingChange<TResult>(change);
        try
        {
            await _queue.Writer.WriteAsync(pending, cancellationToken);
        }
        catch (ChannelClosedException stopping)
        {
            throw new ChatException(ChatError.Unavailable, stopping);
        }

        await using var registration = cancellationToken.UnsafeRegister(
            static (waiting, token) => ((PendingChange)waiting!).Cancel(token), pending);
        return await pending.Task;
    }

    /// <summary>Takes nothing new, and commits what it had taken.</summary>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        _queue.Writer.TryComplete();
        if (ExecuteTask is { } running) await running.WaitAsync(cancellationToken);
        await held.DrainAsync(cancellationToken);
        await base.StopAsync(cancellationToken);
    }

    // The stop token is left alone on purpose: StopAsync closes the queue, and the loop ends when it is empty.
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var batch = new List<PendingChange>(_options.BatchSize);
        while (await _queue.Reader.WaitToReadAsync(CancellationToken.None))
        {
            Drain(batch);
            if (batch.Count > 0) await CommitAsync(batch);
            batch.Clear();
        }
    }

    private void Drain(List<PendingChange> batch)
    {
        while (batch.Count < _options.BatchSize && _queue.Reader.TryRead(out var change))
        {
            if (change.TryStart()) batch.Add(change);
        }
    }

    private async Task CommitAsync(List<PendingChange> batch)
    {
        var free = await held.SetApartAsync(batch, CancellationToken.None);
        if (free.Count == 0 || await commit.TryAsync(free, _options.BatchLockTimeout, CancellationToken.None) is not { } failure) return;
        if (StorageFailure.IsLocked(failure)) await GoOnWithoutLockedAsync(free);
        else if (StorageFailure.IsOutage(failure) || free.Count == 1) commit.Fail(free, failure);
        else await commit.OneByOneAsync(free, _options.BatchLockTimeout, failure, CancellationToken.None);
    }

    /// <summary>Somebody else has one of the conversations: the others do not wait for it.</summary>
    private async Task GoOnWithoutLockedAsync(List<PendingChange> batch)
    {
        var free = await held.SetLockedApartAsync(batch, CancellationToken.None);
        if (free.Count == 0) return;
        if (await commit.TryAsync(free, _options.BatchLockTimeout, CancellationToken.None) is { } again) commit.Fail(free, again);
    }
}
