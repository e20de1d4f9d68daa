using Chat.Contracts.Conversations.V1;
using Chat.Conversations.Appending;
using Chat.Conversations.Messages;
using Chat.Conversations.Participants;

namespace Chat.Conversations.Generation;

/// <summary>Stores the assistant message, the job's end and its usage at once; only for the newest attempt.</summary>
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

        var answer = conversation.Send(Draft(job));
        job.Complete(answer, answer.CreatedAt);
        if (Usage is not null) conversation.Charge(job, Usage);
        conversation.Tell(job);
        return JobEnd.Committed(job);
    }

    private MessageDraft Draft(Job job) =>
        new(MessageRole.Assistant, new Principal(PrincipalType.Agent, job.AgentId), Content)
        {
            JobId = job.Id,
            Generation = GenerationState.Completed,
            Usage = Usage,
            Model = Model,
            FinishReason = FinishReason,
        };
}
