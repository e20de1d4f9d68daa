using Chat.Contracts.Conversations.V1;
using Chat.Conversations.Appending;
using Chat.Conversations.Participants;

namespace Chat.Conversations.Generation;

/// <summary>What becomes of the jobs of a conversation when what they are about goes or changes.</summary>
internal static class Withdrawal
{
    /// <summary>Ends the jobs that have not ended; their streams are closed after the commit.</summary>
    public static void WithdrawJobs(
        this LockedConversation conversation, Principal actor, BatchState state, Func<Job, bool> isMeant)
    {
        foreach (var job in state.JobsOf(conversation.Row.Id).Where(job => !job.HasEnded && isMeant(job)))
        {
            job.Withdraw(state.Now);
            conversation.Tell(job, state, actor);
            state.Writes.JobsToClose.Add(job);
        }
    }

    /// <summary>A summary that is being written must not tell what was deleted or edited meanwhile: it is made again.</summary>
    public static void OutdateSummaries(this BatchState state, Messages.Message message)
    {
        var writing = state.JobsOf(message.ConversationId).Where(job =>
            job is { Kind: JobKind.Summary, State: GenerationState.Streaming } && job.PromptSeq >= message.Seq);
        foreach (var job in writing)
        {
            job.Outdated = true;
            state.Keep(job);
        }
    }
}
