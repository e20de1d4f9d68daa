using Chat.Contracts.Conversations.V1;
using Chat.Conversations.Messages;
using Chat.Conversations.Participants;
using Message = Chat.Conversations.Messages.Message;

namespace Chat.Conversations.Generation;

/// <summary>
/// One generation and the rules of its life: queued → streaming → completed, failed or cancelled, and back to queued
/// while attempts remain. <see cref="Attempt"/> is the fencing token.
/// </summary>
internal sealed class Job
{
    /// <summary>How long the job is left to the dispatcher that holds it; longer than a delivery may take.</summary>
    public static readonly TimeSpan DispatchHold = TimeSpan.FromSeconds(6);

    public required string Tenant { get; init; }

    public required Guid Id { get; init; }

    public required Guid ConversationId { get; init; }

    public required Guid PromptMessageId { get; init; }

    public required long PromptSeq { get; init; }

    public required string AgentId { get; init; }

    public required Principal RequestedBy { get; init; }

    /// <summary>A word of <see cref="JobKind"/>.</summary>
    public string Kind { get; init; } = JobKind.Answer;

    /// <summary>Which ten messages a summary is for; null for one that somebody asked for.</summary>
    public long? SummaryNumber { get; init; }

    /// <summary>The thread that prompt and answer stand in.</summary>
    public Guid? ThreadId { get; init; }

    public GenerationState State { get; set; } = GenerationState.Queued;

    public int Attempt { get; set; }

    public string? LeaseOwner { get; set; }

    public DateTimeOffset? LeaseExpiresAt { get; set; }

    /// <summary>When Kafka confirmed the record; null while it still has to go out.</summary>
    public DateTimeOffset? DispatchedAt { get; set; }

    /// <summary>When the poll for leftovers may pick the job.</summary>
    public required DateTimeOffset DispatchAfter { get; set; }

    public string? TraceParent { get; init; }

    /// <summary>The assistant message, once there is one; never a second.</summary>
    public Guid? MessageId { get; set; }

    public long? MessageSeq { get; set; }

    public string? Model { get; set; }

    public TokenUsage? Usage { get; set; }

    public string? FailureReason { get; set; }

    public required DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? EndedAt { get; set; }

    /// <summary>
    /// Whether what it is about went or changed: of a summary since the newest claim, of an answer for good.
    /// </summary>
    public bool Outdated { get; set; }

    /// <summary>When the worker of a cancelled attempt told what it had streamed; it does so once.</summary>
    public DateTimeOffset? ReportedAt { get; set; }

    public bool HasEnded => State
        is GenerationState.Completed or GenerationState.Failed or GenerationState.Cancelled;

    public bool IsAt(GenerationState state, int attempt) => State == state && Attempt == attempt;

    public bool LeaseRanOut(DateTimeOffset now) => State == GenerationState.Streaming && LeaseExpiresAt <= now;

    public void Claim(string workerId, DateTimeOffset leaseExpiresAt)
    {
        State = GenerationState.Streaming;
        Attempt++;
        Outdated = false;
        LeaseOwner = workerId;
        LeaseExpiresAt = leaseExpiresAt;
    }

    public void Requeue(DateTimeOffset dispatchAfter)
    {
        State = GenerationState.Queued;
        Release();
        DispatchedAt = null;
        DispatchAfter = dispatchAfter;
    }

    public void Complete(Message answer, DateTimeOffset now)
    {
        End(GenerationState.Completed, now);
        Keep(answer.Usage, answer.Model);
        Answer(answer);
    }

    public void Complete(TokenUsage? usage, string? model, DateTimeOffset now)
    {
        End(GenerationState.Completed, now);
        Keep(usage, model);
    }

    public void Fail(string reason, DateTimeOffset now)
    {
        End(GenerationState.Failed, now);
        FailureReason = reason;
    }

    public void Cancel(DateTimeOffset now) => End(GenerationState.Cancelled, now);

    /// <summary>Ends it because nobody can want its answer any more.</summary>
    public void Withdraw(DateTimeOffset now)
    {
        Outdated = true;
        Cancel(now);
    }

    public void Report(Message? partial, TokenUsage? usage, string? model, DateTimeOffset now)
    {
        ReportedAt = now;
        Keep(usage, model);
        if (partial is not null) Answer(partial);
    }

    private void End(GenerationState state, DateTimeOffset now)
    {
        State = state;
        EndedAt = now;
        Release();
    }

    private void Release() => (LeaseOwner, LeaseExpiresAt) = (null, null);

    private void Keep(TokenUsage? usage, string? model) => (Usage, Model) = (usage, model);

    private void Answer(Message message) => (MessageId, MessageSeq) = (message.Id, message.Seq);
}
