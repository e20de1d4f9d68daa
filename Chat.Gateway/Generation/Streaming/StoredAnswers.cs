using Chat.Contracts.Conversations.V1;

namespace Chat.Gateway.Generation.Streaming;

/// <summary>Finds the stored message of a job that has ended, in a conversation of any length.</summary>
internal sealed class StoredAnswers(MessageService.MessageServiceClient messages)
{
    private const int PageSize = 50;

    /// <summary>Null when the job left no message, or it is gone.</summary>
    public async Task<Message?> FindAsync(Job job, CancellationToken cancellationToken)
    {
        if (job.MessageId.Length == 0)
            return null;
        var page = await ReadAsync(job, request => request.Before = long.MaxValue, cancellationToken);
        return Find(page, job) is { } found ? found
            : page is [var oldest, ..] ? await SearchAsync(job, oldest.Seq, cancellationToken)
            : null;
    }

    /// <summary>
    /// Halves the range of seqs: created_at never runs backwards in a conversation, and the message was committed
    /// when the job ended.
    /// </summary>
    private async Task<Message?> SearchAsync(Job job, long end, CancellationToken cancellationToken)
    {
        var (low, high) = (0L, end);
        while (low < high)
        {
            var middle = low + (high - low) / 2;
            var page = await ReadAsync(job, request => request.After = middle, cancellationToken);
            if (Find(page, job) is { } found)
                return found;
            if (page is [.., var newest] && newest.CreatedAt < job.EndedAt)
                low = Math.Max(newest.Seq, middle + 1);
            else
                high = middle;
        }

        return null;
    }

    private async Task<IReadOnlyList<Message>> ReadAsync(
        Job job, Action<ListMessagesRequest> bound, CancellationToken cancellationToken)
    {
        var request = new ListMessagesRequest { ConversationId = job.ConversationId, Limit = PageSize };
        bound(request);
        var response = await messages.ListAsync(request, cancellationToken: cancellationToken);
        return response.Messages;
    }

    private static Message? Find(IReadOnlyList<Message> page, Job job) =>
        page.FirstOrDefault(message => message.Id == job.MessageId);
}
