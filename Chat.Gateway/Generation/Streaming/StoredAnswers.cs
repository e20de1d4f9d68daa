using Chat.Contracts.Conversations.V1;

namespace Chat.Gateway.Generation.Streaming;

/// <summary>Finds the stored message of a job that has ended.</summary>
internal sealed class StoredAnswers(MessageService.MessageServiceClient messages)
{
    /// <summary>
    /// Null when the job left no message, or it is gone. A page of one tells a message that is gone from a conversation
    /// that the caller may not read any more, which fails.
    /// </summary>
    public async Task<Message?> FindAsync(Job job, CancellationToken cancellationToken)
    {
        if (job.MessageSeq == 0)
            return null;
        var request = new ListMessagesRequest
        {
            ConversationId = job.ConversationId,
            After = job.MessageSeq - 1,
            Limit = 1,
            IncludeThreads = true,
        };
        var page = await messages.ListAsync(request, cancellationToken: cancellationToken);
        return page.Messages.FirstOrDefault(message => message.Id == job.MessageId && message.DeletedAt is null);
    }
}
