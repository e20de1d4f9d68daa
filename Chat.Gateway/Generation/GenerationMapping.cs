using Chat.Contracts.Conversations.V1;
using Chat.Gateway.Input;

namespace Chat.Gateway.Generation;

/// <summary>Turns jobs into their views.</summary>
internal static class GenerationMapping
{
    public static bool HasEnded(this Job job) =>
        job.State is GenerationState.Completed or GenerationState.Failed or GenerationState.Cancelled;

    public static string ToWord(this GenerationState state) => Words.Of(state);

    public static SubmittedView ToView(this SubmitPromptResponse response) =>
        new(response.JobId, response.ConversationId, response.MessageId, response.Seq, Paths.OfStream(response.JobId));

    public static JobView ToView(this Job job) => new()
    {
        Id = job.Id,
        ConversationId = job.ConversationId,
        PromptMessageId = job.PromptMessageId,
        Kind = job.Kind.NullIfEmpty(),
        State = job.State.ToWord(),
        Attempt = job.Attempt,
        StreamUrl = Paths.OfStream(job.Id),
        MessageId = job.MessageId.NullIfEmpty(),
        MessageSeq = job.MessageSeq > 0 ? job.MessageSeq : null,
        Usage = job.Usage?.ToView(),
        FailureReason = job.FailureReason.NullIfEmpty(),
        Model = job.Model.NullIfEmpty(),
        CreatedAt = job.CreatedAt.ToDateTime(),
        EndedAt = job.EndedAt?.ToDateTime(),
    };
}
