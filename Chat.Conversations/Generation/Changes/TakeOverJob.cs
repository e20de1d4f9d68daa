using Chat.Contracts.Errors;
using Chat.Conversations.Appending;

namespace Chat.Conversations.Generation.Changes;

/// <summary>
/// Takes a job from an attempt whose lease ran out: to the queue, or to its end when that was the last attempt.
/// Returns the job when this changed it.
/// </summary>
internal sealed record TakeOverJob(Guid JobId, int MaxAttempts) : IConversationChange<Job?>
{
    public ChangeScope Scope => ChangeScope.OfJob(JobId);

    public Job? Decide(BatchState state)
    {
        var (job, conversation) = state.RequiredJob(JobId);
        if (!job.LeaseRanOut(state.Now)) return null;

        if (job.Attempt >= MaxAttempts) job.Fail(GenerationFailures.AttemptsExhausted, state.Now);
        else Requeue(state, job);
        conversation.Tell(job, state);
        return job;
    }

    private static void Requeue(BatchState state, Job job)
    {
        job.Requeue(state.Now);
        state.Dispatch(job);
    }
}
