using Chat.Conversations.Appending.Idempotency;
using Chat.Conversations.Conversations;
using Chat.Conversations.Generation;
using Chat.Conversations.Messages;
using Chat.Conversations.Participants;
using Thread = Chat.Conversations.Threads.Thread;

namespace Chat.Conversations.Appending;

/// <summary>What changes do to a batch: each keeps the new state for the changes after it, and writes it down.</summary>
internal static class BatchChanges
{
    public static LockedConversation Create(this BatchState state, Conversation row)
    {
        state.Load(row);
        state.Writes.NewConversations.Add(row);
        return state.AnyConversation(row.Id)!;
    }

    public static void Add(this BatchState state, Job job)
    {
        state.Load(job);
        state.OpenJobs.Add(job);
        state.Writes.NewJobs.Add(job);
    }

    /// <summary>Sends the job to Kafka after the commit; until that had its time the poll leaves it alone.</summary>
    public static void Dispatch(this BatchState state, Job job)
    {
        job.DispatchAfter = state.Now + Job.DispatchHold;
        state.Writes.JobsToDispatch.Add(job);
    }

    /// <summary>Keeps a job's change that no log entry tells.</summary>
    public static void Keep(this BatchState state, Job job) => state.Writes.ChangedJobs.Add(job);

    public static void Remember(this BatchState state, IdempotencyRow row)
    {
        state.Load(row);
        state.Writes.IdempotencyKeys.Add(row);
    }

    public static void Keep(this BatchState state, Participant participant)
    {
        state.Load(participant);
        state.Writes.Participants.Add(participant);
    }

    public static void Keep(this BatchState state, Thread thread)
    {
        state.Load(thread);
        state.Writes.Threads.Add(thread);
    }

    public static void Add(this BatchState state, Message message)
    {
        state.Load(message);
        state.Writes.Messages.Add(message);
    }

    public static void Keep(this BatchState state, Message message) => state.Writes.ChangedMessages.Add(message);

    /// <summary>The last of several changes of one reaction counts.</summary>
    public static void Place(this BatchState state, Reaction reaction, Message message)
    {
        state.Load(reaction);
        var placed = new Reaction.Placed(reaction, message.Tenant, message.ConversationId, state.Now);
        state.Writes.RemovedReactions.RemoveAll(r => r.Reaction == reaction);
        state.Writes.Reactions.Add(placed);
    }

    public static void Remove(this BatchState state, Reaction reaction, Message message)
    {
        state.Unload(reaction);
        var placed = new Reaction.Placed(reaction, message.Tenant, message.ConversationId, state.Now);
        state.Writes.Reactions.RemoveAll(r => r.Reaction == reaction);
        state.Writes.RemovedReactions.Add(placed);
    }
}
