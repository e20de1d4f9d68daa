using Chat.Contracts.Conversations.V1;
using Chat.Conversations.Appending;
using Chat.Conversations.Participants;
using Message = Chat.Conversations.Messages.Message;

namespace Chat.Conversations.Generation;

/// <summary>Starts jobs under the conversation's lock.</summary>
internal static class JobStarts
{
    /// <summary>
    /// Counted by seq, which deletions do not turn back: each ten is summarized once, whoever writes at the same time. It
    /// stands in the line of who wrote the message or asked for it, never in one that all users of an agent share.
    /// </summary>
    public static void SummarizeWhenDue(this LockedConversation conversation, Message message, BatchState state)
    {
        var every = state.Policy.SummaryEvery;
        if (every == 0 || message.Seq % every != 0) return;
        var requestedBy = message.JobId is { } id && state.Job(id) is { } job ? job.RequestedBy : message.Sender;
        conversation.Start(state, Summary(conversation, requestedBy, state) with { SummaryNumber = message.Seq / every });
    }

    /// <summary>A job that summarizes everything up to the newest message.</summary>
    public static JobDraft Summary(LockedConversation conversation, Principal requestedBy, BatchState state) =>
        new(JobKind.Summary, conversation.Row.AgentId ?? state.Policy.DefaultAgentId, requestedBy)
        {
            PromptSeq = conversation.Row.LastSeq,
        };

    /// <summary>A job that answers a message where it stands.</summary>
    public static JobDraft Answer(Message prompt, string agentId, Principal requestedBy, string? traceParent) =>
        new(JobKind.Answer, agentId, requestedBy)
        {
            PromptMessageId = prompt.Id,
            PromptSeq = prompt.Seq,
            ThreadId = prompt.ThreadId,
            TraceParent = traceParent,
        };

    /// <summary>Puts a job into its requester's line and tells the readers.</summary>
    public static Job Start(this LockedConversation conversation, BatchState state, JobDraft draft)
    {
        var job = draft.ToJob(conversation.Row, conversation.NextTime());
        state.Add(job);
        conversation.Tell(job, state);
        return job;
    }

    /// <summary>Tells the readers how a job stands now.</summary>
    public static void Tell(
        this LockedConversation conversation, Job job, BatchState state, Principal? actor = null)
    {
        state.Keep(job);
        conversation.Append(actor, new LogEntry
        {
            GenerationChanged = new GenerationChanged
            {
                JobId = job.Id.ToString("D"),
                State = job.State,
                Attempt = job.Attempt,
                Reason = job.FailureReason ?? "",
                Kind = job.Kind,
            },
        });
    }
}
