using Chat.Contracts.Conversations.V1;

namespace Chat.Gateway.Dialects;

/// <summary>
/// Reads pages that are asked for by number or count. The service ends a page where it becomes too large for one reply;
/// this asks for the rest of it, up to a size that few pages reach.
/// </summary>
internal static class WholePages
{
    /// <summary>A page that is larger is not continued; one part more than this is the most that it has.</summary>
    public const long Bytes = 12 * 1024 * 1024;

    public static async Task<ListMessagesResponse> ListWholeAsync(
        this MessageService.MessageServiceClient messages, ListMessagesRequest request, CancellationToken cancellationToken)
    {
        var (part, whole, bytes) = (request.Clone(), new ListMessagesResponse(), 0L);
        do
        {
            var next = await messages.ListAsync(part, cancellationToken: cancellationToken);
            bytes += next.CalculateSize();
            whole = Join(whole, next, request.Newest);
            part.Skip += next.Messages.Count;
            part.Limit -= next.Messages.Count;
        }
        while (whole.HasMore && part.Limit > 0 && bytes < Bytes);
        return whole;
    }

    public static async Task<ListConversationsResponse> ListWholeAsync(
        this ConversationService.ConversationServiceClient conversations,
        ListConversationsRequest request,
        CancellationToken cancellationToken)
    {
        var whole = await conversations.ListAsync(request, cancellationToken: cancellationToken);
        var (part, bytes) = (request.Clone(), (long)whole.CalculateSize());
        (part.Skip, part.WithTotal) = (0, false);
        while (whole.NextCursor.Length > 0 && whole.Conversations.Count < request.Limit && bytes < Bytes)
        {
            part.Cursor = whole.NextCursor;
            part.Limit = request.Limit - whole.Conversations.Count;
            var next = await conversations.ListAsync(part, cancellationToken: cancellationToken);
            bytes += next.CalculateSize();
            whole.Conversations.AddRange(next.Conversations);
            whole.NextCursor = next.NextCursor;
        }

        return whole;
    }

    /// <summary>Messages are in the order of their seq; from the newest on, every part is older than the one before.</summary>
    private static ListMessagesResponse Join(ListMessagesResponse before, ListMessagesResponse next, bool newestFirst)
    {
        var (first, second) = newestFirst ? (next, before) : (before, next);
        return new ListMessagesResponse { Messages = { first.Messages, second.Messages }, HasMore = next.HasMore };
    }
}
