using Chat.Conversations.Generation.Changes;
using Google.Protobuf.WellKnownTypes;
using Wire = Chat.Contracts.Conversations.V1;

namespace Chat.Conversations.Generation;

/// <summary>Jobs and their ends as their readers see them.</summary>
internal static class GenerationMapping
{
    public static Wire.Job ToWire(this Job job) => new()
    {
        Id = job.Id.ToString("D"),
        ConversationId = job.ConversationId.ToString("D"),
        PromptMessageId = job.PromptMessageId.ToString("D"),
        State = job.State,
        Attempt = job.Attempt,
        MessageId = job.MessageId?.ToString("D") ?? "",
        Usage = job.Usage?.ToWire(),
        FailureReason = job.FailureReason ?? "",
        CreatedAt = Timestamp.FromDateTimeOffset(job.CreatedAt),
        EndedAt = job.EndedAt is { } ended ? Timestamp.FromDateTimeOffset(ended) : null,
        Model = job.Model ?? "",
        Kind = job.Kind,
        MessageSeq = job.MessageSeq ?? 0,
    };

    public static Wire.SubmitPromptResponse ToWire(this SubmittedPrompt submitted) => new()
    {
        JobId = submitted.JobId.ToString("D"),
        ConversationId = submitted.ConversationId.ToString("D"),
        MessageId = submitted.MessageId.ToString("D"),
        Seq = submitted.Seq,
    };

    public static Wire.EndResponse ToWire(this JobEnd end) => new()
    {
        Outcome = end.Outcome,
        MessageId = end.MessageId?.ToString("D") ?? "",
        Seq = end.Seq ?? 0,
        Usage = end.Usage?.ToWire(),
    };
}
