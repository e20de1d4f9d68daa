using Chat.Conversations.Conversations;
using Chat.Conversations.Generation;
using Chat.Conversations.Messages;
using Chat.Conversations.Participants;

namespace Chat.Conversations.Appending;

/// <summary>Everything that a batch of changes decided to write.</summary>
internal sealed class BatchWrites
{
    public List<Conversation> NewConversations { get; } = [];

    public HashSet<Conversation> ChangedConversations { get; } = [];

    public List<Participant> Participants { get; } = [];

    public List<Message> Messages { get; } = [];

    public List<LogRow> Log { get; } = [];

    public List<IdempotencyRow> IdempotencyKeys { get; } = [];

    public List<Job> NewJobs { get; } = [];

    public HashSet<Job> ChangedJobs { get; } = [];

    /// <summary>Jobs that go to Kafka at once; a job that has to wait is left to the poll.</summary>
    public List<Job> JobsToDispatch { get; } = [];

    public List<UsageLedgerRow> Usage { get; } = [];

    /// <summary>Every effect is told by a log entry, except what renews or repeats.</summary>
    public bool IsEmpty => Log.Count == 0 && NewJobs.Count == 0 && ChangedJobs.Count == 0;
}
