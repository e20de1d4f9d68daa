using Chat.Contracts.Conversations.V1;
using Chat.Conversations.Appending;
using Chat.Conversations.Messages;
using Chat.Conversations.Participants;

namespace Chat.Conversations.Generation;

/// <summary>Stores what a cancelled attempt had streamed and used, once.</summary>
internal sealed record ReportCancelled(Guid JobId, int Attempt, string PartialContent) : IConversationChange<JobEnd>
{
    public TokenUsage? Usage { get; init; }

    public string? Model { get; init; }

    public ChangeScope Scope => ChangeScope.OfJob(JobId);

    public JobEnd Decide(BatchState state)
    {
        var (job, conversation) = state.RequiredJob(JobId);
        if (!job.IsAt(GenerationState.Cancelled, Attempt)) return JobEnd.Stale;
        if (job.ReportedAt is not null) return JobEnd.Committed(job);

        var partial = PartialContent.Length > 0 ? conversation.Send(Draft(job)) : null;
        job.Report(partial, Usage, Model, state.Now);
        if (Usage is not null) conversation.Charge(job, Usage);
        state.Keep(job);
        return JobEnd.Committed(job);
    }

    private MessageDraft Draft(Job job) =>
        new(MessageRole.Assistant, new Principal(PrincipalType.Agent, job.AgentId), PartialContent)
        {
            JobId = job.Id,
            Generation = GenerationState.Cancelled,
            Usage = Usage,
            Model = Model,
        };
}
