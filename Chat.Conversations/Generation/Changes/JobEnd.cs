using Chat.Contracts.Conversations.V1;
using Chat.Conversations.Messages;

namespace Chat.Conversations.Generation.Changes;

/// <summary>What became of a worker's report about its attempt.</summary>
internal sealed record JobEnd(EndOutcome Outcome, Guid? MessageId = null, long? Seq = null, TokenUsage? Usage = null)
{
    public static JobEnd Stale { get; } = new(EndOutcome.Stale);

    public static JobEnd Cancelled { get; } = new(EndOutcome.Cancelled);

    public static JobEnd Requeued { get; } = new(EndOutcome.Requeued);

    public static JobEnd Committed(Job job) => new(EndOutcome.Committed, job.MessageId, job.MessageSeq, job.Usage);
}
