using Chat.Contracts.Conversations.V1;
using Chat.Contracts.Errors;
using Chat.Conversations.Appending;
using Chat.Conversations.Conversations;
using Chat.Conversations.Messages;
using Chat.Conversations.Participants;

namespace Chat.Conversations.Generation.Changes;

/// <summary>
/// Stores what a job brought (the assistant message, or the summary), its end and its usage at once; only for the
/// newest attempt. A summary of what was deleted or edited meanwhile is not kept but made again.
/// </summary>
internal sealed record CompleteJob(Guid JobId, int Attempt, string Content) : IConversationChange<JobEnd>
{
    public TokenUsage? Usage { get; init; }

    public string? Model { get; init; }

    public string? FinishReason { get; init; }

    public required int MaxAttempts { get; init; }

    public required TimeSpan RetryDelay { get; init; }

    public ChangeScope Scope => ChangeScope.OfJob(JobId) with { IncludeDeleted = true };

    public JobEnd Decide(BatchState state)
    {
        var (job, conversation) = state.RequiredJobOfAny(JobId);
        if (job.IsAt(GenerationState.Completed, Attempt)) return JobEnd.Committed(job);
        if (job.IsAt(GenerationState.Cancelled, Attempt)) return JobEnd.Cancelled;
        if (job.Outdated && job.IsAt(GenerationState.Queued, Attempt)) return JobEnd.Requeued;
        if (!job.IsAt(GenerationState.Streaming, Attempt)) return JobEnd.Stale;

        var usage = Usage is null ? null : state.Policy.Prices.Price(Usage, Model, state.Now);
        if (job is { Kind: JobKind.Summary, Outdated: true }) return BeginAgain(job, conversation, usage, state);
        if (job.Kind == JobKind.Summary)
        {
            conversation.KeepSummary(Content, job.PromptSeq, new Principal(PrincipalType.Agent, job.AgentId));
            job.Complete(usage, Model, conversation.NextTime());
        }
        else
        {
            var answer = conversation.Send(Answers.Draft(job, Content, usage, Model) with
            {
                Generation = GenerationState.Completed,
                FinishReason = FinishReason,
            }, state);
            job.Complete(answer, answer.CreatedAt);
        }

        conversation.Charge(job, usage, state);
        conversation.Tell(job, state);
        return JobEnd.Committed(job);
    }

    private JobEnd BeginAgain(Job job, LockedConversation conversation, TokenUsage? usage, BatchState state)
    {
        job.Model = Model;
        conversation.Charge(job, usage, state);
        var isLast = job.Attempt >= MaxAttempts;
        if (isLast) job.Fail(GenerationFailures.AttemptsExhausted, state.Now);
        else job.Requeue(state.Now + (RetryDelay * job.Attempt));
        conversation.Tell(job, state);
        if (isLast) state.Writes.JobsToClose.Add(job);
        return isLast ? JobEnd.Stale : JobEnd.Requeued;
    }
}
