using Chat.Contracts.Conversations.V1;

namespace Chat.Gateway.Dialects;

/// <summary>Reads pages that are asked for by number or count: such a page must be whole, however large its messages.</summary>
internal static class WholePages
{
    /// <summary>The service ends a page where it becomes too large for one reply; this asks for the rest of it.</summary>
    public static async Task<ListMessagesResponse> ListWholeAsync(
        this MessageService.MessageServiceClient messages, ListMessagesRequest request, CancellationToken cancellationToken)
    {
        var (part, whole) = (request.Clone(), new ListMessagesResponse());
        do
        {
            var next = await messages.ListAsync(part, cancellationToken: cancellationToken);
            whole = Join(whole, next, request.Newest);
            part.Skip += next.Messages.Count;
            part.Limit -= next.Messages.Count;
        }
        while (whole.HasMore && part.Limit > 0);
        return whole;
    }

    /// <summary>Messages are in the order of their seq; from the newest on, every part is older than the one before.</summary>
    private static ListMessagesResponse Join(ListMessagesResponse before, ListMessagesResponse next, bool newestFirst)
    {
        var (first, second) = newestFirst ? (next, before) : (before, next);
        return new ListMessagesResponse { Messages = { first.Messages, second.Messages }, HasMore = next.HasMore };
    }
}
