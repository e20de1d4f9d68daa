using Chat.Contracts.Conversations.V1;

namespace Chat.Gateway.Generation;

/// <summary>Turns jobs into their views.</summary>
internal static class GenerationMapping
{
    public static bool HasEnded(this Job job) =>
        job.State is GenerationState.Completed or GenerationState.Failed or GenerationState.Cancelled;

    public static string ToWord(this GenerationState state) => Words.Of(state);

    public static SubmittedView ToView(this SubmitPromptResponse response) =>
        new(response.JobId, response.ConversationId, response.MessageId, response.Seq, StreamUrl(response.JobId));

    public static JobView ToView(this Job job) => new()
    {
        Id = job.Id,
        ConversationId = job.ConversationId,
        PromptMessageId = job.PromptMessageId,
        State = job.State.ToWord(),
        Attempt = job.Attempt,
        StreamUrl = StreamUrl(job.Id),
        MessageId = job.MessageId.NullIfEmpty(),
        Usage = job.Usage?.ToView(),
        FailureReason = job.FailureReason.NullIfEmpty(),
        Model = job.Model.NullIfEmpty(),
        CreatedAt = job.CreatedAt.ToDateTime(),
        EndedAt = job.EndedAt?.ToDateTime(),
    };

    private static string StreamUrl(string jobId) => $"/v1/chat/stream/{jobId}";
}
