using Chat.Conversations.Appending;
using Chat.Conversations.Errors;

namespace Chat.Conversations.Generation;

/// <summary>Finds a job and its conversation in what a batch has locked.</summary>
internal static class JobUnderLock
{
    public static (Job Job, LockedConversation Conversation) RequiredJob(this BatchState state, Guid jobId) =>
        state.Job(jobId) is { } job && state.Conversation(job.ConversationId) is { } conversation
            ? (job, conversation)
            : throw new ChatException(ChatError.NotFound("job"));

    /// <summary>The same, also when the conversation was deleted.</summary>
    public static (Job Job, LockedConversation Conversation) RequiredJobOfAny(this BatchState state, Guid jobId) =>
        state.Job(jobId) is { } job && state.AnyConversation(job.ConversationId) is { } conversation
            ? (job, conversation)
            : throw new ChatException(ChatError.NotFound("job"));
}
