using Chat.Contracts.Conversations.V1;
using Chat.Conversations.Appending;
using Chat.Conversations.Messages;

namespace Chat.Conversations.Generation.Changes;

/// <summary>
/// Stores what a cancelled attempt had streamed and used, once. When it was cancelled because its prompt or its conversation
/// went, nothing is added there, but what it used was used.
/// </summary>
internal sealed record ReportCancelled(Guid JobId, int Attempt, string PartialContent) : IConversationChange<JobEnd>
{
    public TokenUsage? Usage { get; init; }

    public string? Model { get; init; }

    public ChangeScope Scope => ChangeScope.OfJob(JobId) with { IncludeDeleted = true };

    public JobEnd Decide(BatchState state)
    {
        var (job, conversation) = state.RequiredJobOfAny(JobId);
        if (!job.IsAt(GenerationState.Cancelled, Attempt)) return JobEnd.Stale;
        if (job.ReportedAt is not null) return JobEnd.Committed(job);

        var usage = Usage is null ? null : state.Policy.Prices.Price(Usage, Model, state.Now);
        // Half a summary is none.
        var partial = PartialContent.Length > 0 && job.Kind == JobKind.Answer && !job.Outdated && conversation.Row.DeletedAt is null
            ? conversation.Send(
                Answers.Draft(job, PartialContent, usage, Model) with { Generation = GenerationState.Cancelled }, state)
            : null;
        job.Report(partial, usage, Model, state.Now);
        conversation.Charge(job, usage, state);
        state.Keep(job);
        return JobEnd.Committed(job);
    }
}
