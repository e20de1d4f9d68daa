using Chat.Contracts.Conversations.V1;
using Chat.Conversations.Audit;
using Chat.Conversations.Conversations;
using Chat.Conversations.Messages.Window.Repeats;
using Chat.Conversations.Participants;

namespace Chat.Conversations.Messages.Reading;

/// <summary>Lists of one conversation's messages for who may read it.</summary>
internal sealed class MessageListing(
    ConversationAccess access, RepeatedPages repeated, MessagePages pages, MessagesBeside beside)
{
    /// <summary>A page of history; <paramref name="history"/> is the request, read.</summary>
    public async Task<ListMessagesResponse> ReadAsync(
        Caller caller,
        ListMessagesRequest request,
        Func<ConversationHead, HistoryRequest> history,
        CancellationToken cancellationToken)
    {
        var known = await repeated.FindAsync(caller, request, cancellationToken);
        if (known.Page is { } again) return again;
        var head = await access.EnterAsync(caller, request.ConversationId, ReadActions.Messages, cancellationToken);
        var page = await pages.ReadAsync(caller, history(head), cancellationToken);
        await repeated.KeepAsync(known, head, page, cancellationToken);
        return page;
    }

    /// <summary>The pinned messages of a conversation that the caller has entered.</summary>
    public async Task<ListMessagesResponse> PinsAsync(
        Caller caller, ConversationHead head, CancellationToken cancellationToken)
    {
        var pins = await beside.PinsAsync(head, cancellationToken);
        var page = await pages.CompleteAsync(caller, head.Role, pins, cancellationToken);
        return new ListMessagesResponse { Messages = { page.Items }, HasMore = page.HasMore };
    }
}
