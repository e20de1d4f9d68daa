using Chat.Conversations.Appending.Idempotency;
using Chat.Conversations.Conversations;
using Chat.Conversations.Generation;
using Chat.Conversations.Generation.Quotas;
using Chat.Conversations.Messages;
using Chat.Conversations.Participants;
using Thread = Chat.Conversations.Threads.Thread;

namespace Chat.Conversations.Appending;

/// <summary>
/// What a batch has locked and loaded. Changes of one batch decide one after the other and see each other's effects.
/// </summary>
internal sealed class BatchState(DateTimeOffset now, BatchPolicy policy)
{
    private readonly Dictionary<Guid, LockedConversation> _conversations = [];
    private readonly Dictionary<Guid, Job> _jobs = [];
    private readonly Dictionary<(Guid, Principal), Participant> _participants = [];
    private readonly Dictionary<IdempotencyKey, IdempotencyRow> _keys = [];
    private readonly Dictionary<Guid, Message> _messages = [];
    private readonly Dictionary<Guid, Thread> _threads = [];
    private readonly HashSet<Reaction> _reactions = [];

    /// <summary>The database's clock, read after the locks were got: one clock for all replicas.</summary>
    public DateTimeOffset Now { get; } = now;

    public BatchPolicy Policy { get; } = policy;

    public BatchWrites Writes { get; } = new();

    public OpenJobs OpenJobs { get; } = new(policy.JobLimits);

    /// <summary>The conversation unless it is deleted.</summary>
    public LockedConversation? Conversation(Guid id) =>
        AnyConversation(id) is { Row.DeletedAt: null } living ? living : null;

    public LockedConversation? AnyConversation(Guid id) => _conversations.GetValueOrDefault(id);

    /// <summary>A conversation, deleted or not, by something that is its own; few are locked, so they are searched.</summary>
    public LockedConversation? AnyConversation(Func<Conversation, bool> predicate) =>
        _conversations.Values.FirstOrDefault(c => predicate(c.Row));

    public Job? Job(Guid id) => _jobs.GetValueOrDefault(id);

    /// <summary>The participation, also one that ended; null for who never took part or was not asked for.</summary>
    public Participant? ParticipantOf(Principal principal, Guid conversationId) =>
        _participants.GetValueOrDefault((conversationId, principal));

    public IEnumerable<Participant> ParticipantsOf(Guid conversationId) =>
        _participants.Values.Where(p => p.ConversationId == conversationId && p.TakesPart);

    public IdempotencyRow? Find(IdempotencyKey key) => _keys.GetValueOrDefault(key);

    public Message? Message(Guid id) => _messages.GetValueOrDefault(id);

    public Thread? Thread(Guid id) => _threads.GetValueOrDefault(id);

    public IEnumerable<Thread> ThreadsOf(Guid conversationId) =>
        _threads.Values.Where(t => t.ConversationId == conversationId);

    public IEnumerable<Job> JobsOf(Guid conversationId) => _jobs.Values.Where(j => j.ConversationId == conversationId);

    /// <summary>The reactions on a message, as far as a scope asked for them.</summary>
    public IEnumerable<Reaction> ReactionsOn(Guid messageId) => _reactions.Where(r => r.MessageId == messageId);

    public void Load(Conversation row) => _conversations[row.Id] = new LockedConversation(row, this);

    public void Load(Job job) => _jobs[job.Id] = job;

    public void Load(Participant participant) =>
        _participants[(participant.ConversationId, participant.Principal)] = participant;

    public void Load(IdempotencyRow row) => _keys[row.Key] = row;

    public void Load(Message message) => _messages[message.Id] = message;

    public void Load(Thread thread) => _threads[thread.Id] = thread;

    public void Load(Reaction reaction) => _reactions.Add(reaction);

    public void Unload(Reaction reaction) => _reactions.Remove(reaction);
}
