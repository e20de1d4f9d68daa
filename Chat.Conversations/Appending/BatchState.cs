using Chat.Conversations.Conversations;
using Chat.Conversations.Generation;
using Chat.Conversations.Participants;

namespace Chat.Conversations.Appending;

/// <summary>
/// What a batch has locked and loaded. Changes of one batch decide one after the other and see each other's effects.
/// </summary>
internal sealed class BatchState(DateTimeOffset now)
{
    private readonly Dictionary<Guid, LockedConversation> _conversations = [];
    private readonly Dictionary<Guid, Job> _jobs = [];
    private readonly Dictionary<(Guid, Principal), string> _roles = [];
    private readonly Dictionary<IdempotencyKey, IdempotencyRow> _keys = [];

    /// <summary>The database's clock, read after the locks were got: one clock for all replicas.</summary>
    public DateTimeOffset Now { get; } = now;

    public BatchWrites Writes { get; } = new();

    public LockedConversation? Conversation(Guid id) => _conversations.GetValueOrDefault(id);

    public Job? Job(Guid id) => _jobs.GetValueOrDefault(id);

    /// <summary>The role of a participant; null for everybody else.</summary>
    public string? RoleOf(Principal principal, Guid conversationId) =>
        _roles.GetValueOrDefault((conversationId, principal));

    public IdempotencyRow? Find(IdempotencyKey key) => _keys.GetValueOrDefault(key);

    public void Load(Conversation row) => _conversations[row.Id] = new LockedConversation(row, this);

    public void Load(Job job) => _jobs[job.Id] = job;

    public void Load(Guid conversationId, Principal principal, string role) =>
        _roles[(conversationId, principal)] = role;

    public void Load(IdempotencyRow row) => _keys[row.Key] = row;

    public LockedConversation Create(Conversation row)
    {
        Load(row);
        Writes.NewConversations.Add(row);
        return _conversations[row.Id];
    }

    public void Add(Job job)
    {
        Load(job);
        Writes.NewJobs.Add(job);
    }

    /// <summary>Sends the job to Kafka after the commit; until that had its time the poll leaves it alone.</summary>
    public void Dispatch(Job job)
    {
        job.DispatchAfter = Now + Generation.Job.DispatchHold;
        Writes.JobsToDispatch.Add(job);
    }

    /// <summary>Keeps a job's change that no log entry tells.</summary>
    public void Keep(Job job) => Writes.ChangedJobs.Add(job);

    public void Remember(IdempotencyRow row)
    {
        Load(row);
        Writes.IdempotencyKeys.Add(row);
    }

    public void Join(Participant participant)
    {
        Load(participant.ConversationId, new Principal(participant.Type, participant.Id), participant.Role);
        Writes.Participants.Add(participant);
    }
}
