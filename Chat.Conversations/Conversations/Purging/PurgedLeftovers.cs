using Chat.Conversations.Generation;

namespace Chat.Conversations.Conversations.Purging;

/// <summary>Removes what deletions and purges leave for a time: keys in Redis, jobs that workers may still ask for, and texts.</summary>
internal sealed class PurgedLeftovers(PurgedKeys keys, PurgedJobs jobs, MessageErasure messages)
{
    public async Task RemoveStoredAsync(TimeSpan deletedAfter, CancellationToken cancellationToken)
    {
        await jobs.ForgetOldAsync(cancellationToken);
        await messages.RunAsync(deletedAfter, cancellationToken);
    }

    public Task TryRemoveKeysAsync(CancellationToken cancellationToken) => keys.TryRemoveLeftAsync(cancellationToken);
}
