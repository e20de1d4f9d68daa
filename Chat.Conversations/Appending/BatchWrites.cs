using Chat.Conversations.Appending.Idempotency;
using Chat.Conversations.Audit;
using Chat.Conversations.Conversations;
using Chat.Conversations.Generation;
using Chat.Conversations.Messages;
using Chat.Conversations.Participants;
using Thread = Chat.Conversations.Threads.Thread;

namespace Chat.Conversations.Appending;

/// <summary>Everything that a batch of changes decided to write.</summary>
internal sealed class BatchWrites
{
    public List<Conversation> NewConversations { get; } = [];

    public HashSet<Conversation> ChangedConversations { get; } = [];

    public List<ConversationMonth> Months { get; } = [];

    public HashSet<Participant> Participants { get; } = [];

    public List<Message> Messages { get; } = [];

    public HashSet<Message> ChangedMessages { get; } = [];

    public List<EarlierVersion> Versions { get; } = [];

    public List<Reaction.Placed> Reactions { get; } = [];

    public List<Reaction.Placed> RemovedReactions { get; } = [];

    public HashSet<Mention> Mentions { get; } = [];

    public HashSet<Mention> RemovedMentions { get; } = [];

    public HashSet<Thread> Threads { get; } = [];

    public List<LogRow> Log { get; } = [];

    public List<IdempotencyRow> IdempotencyKeys { get; } = [];

    public List<Job> NewJobs { get; } = [];

    public HashSet<Job> ChangedJobs { get; } = [];

    /// <summary>Jobs that go to Kafka at once; a job that has to wait is left to the poll.</summary>
    public List<Job> JobsToDispatch { get; } = [];

    /// <summary>Jobs that were cancelled by something else than a cancel; their streams are still open.</summary>
    public List<Job> JobsToClose { get; } = [];

    public List<UsageLedgerRow> Usage { get; } = [];

    public List<AuditRecord> Audit { get; } = [];

    /// <summary>Conversations whose messages so far are gone, with their mentions.</summary>
    public HashSet<Guid> Cleared { get; } = [];

    /// <summary>Every effect is told by a log entry or an audit record, except what renews, repeats or is private.</summary>
    public bool IsEmpty => Log.Count == 0 && Audit.Count == 0 && Participants.Count == 0 && NewJobs.Count == 0
        && ChangedJobs.Count == 0;
}
