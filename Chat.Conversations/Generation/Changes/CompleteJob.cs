using Chat.Contracts.Conversations.V1;
using Chat.Conversations.Appending;
using Chat.Conversations.Conversations;
using Chat.Conversations.Messages;
using Chat.Conversations.Participants;

namespace Chat.Conversations.Generation.Changes;

/// <summary>
/// Stores what a job brought (the assistant message, or the summary), its end and its usage at once; only for the
/// newest attempt.
/// </summary>
internal sealed record CompleteJob(Guid JobId, int Attempt, string Content) : IConversationChange<JobEnd>
{
    public TokenUsage? Usage { get; init; }

    public string? Model { get; init; }

    public string? FinishReason { get; init; }

    public ChangeScope Scope => ChangeScope.OfJob(JobId);

    public JobEnd Decide(BatchState state)
    {
        var (job, conversation) = state.RequiredJob(JobId);
        if (job.IsAt(GenerationState.Completed, Attempt)) return JobEnd.Committed(job);
        if (job.IsAt(GenerationState.Cancelled, Attempt)) return JobEnd.Cancelled;
        if (!job.IsAt(GenerationState.Streaming, Attempt)) return JobEnd.Stale;

        var usage = Usage is null ? null : state.Policy.Prices.Price(Usage, Model, state.Now);
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
}
