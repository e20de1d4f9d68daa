using Chat.Contracts.Conversations.V1;
using Chat.Conversations.Appending;

namespace Chat.Conversations.Generation.Changes;

/// <summary>Ends an attempt without an answer: the job is queued again while that may help, else it failed.</summary>
internal sealed record FailJob(Guid JobId, int Attempt, string Reason, bool Retryable) : IConversationChange<FailedJob>
{
    public required int MaxAttempts { get; init; }

    public required TimeSpan RetryDelay { get; init; }

    public ChangeScope Scope => ChangeScope.OfJob(JobId) with { IncludeDeleted = true };

    public FailedJob Decide(BatchState state)
    {
        var (job, conversation) = state.RequiredJobOfAny(JobId);
        if (job.IsAt(GenerationState.Failed, Attempt)) return new FailedJob(JobEnd.Committed(job), job);
        if (job.IsAt(GenerationState.Queued, Attempt)) return new FailedJob(JobEnd.Requeued, job);
        if (job.IsAt(GenerationState.Cancelled, Attempt)) return new FailedJob(JobEnd.Cancelled, job);
        if (!job.IsAt(GenerationState.Streaming, Attempt)) return new FailedJob(JobEnd.Stale, job);

        if (Retryable && job.Attempt < MaxAttempts)
        {
            job.Requeue(state.Now + (RetryDelay * job.Attempt));
            conversation.Tell(job, state);
            return new FailedJob(JobEnd.Requeued, job);
        }

        job.Fail(Reason, state.Now);
        conversation.Tell(job, state);
        return new FailedJob(JobEnd.Committed(job), job);
    }
}
