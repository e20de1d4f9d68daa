using Chat.Contracts.Conversations.V1;
using Chat.Conversations.Messages.Window;
using Chat.Conversations.Paging;
using Chat.Conversations.Participants;
using Wire = Chat.Contracts.Conversations.V1;

namespace Chat.Conversations.Messages.Reading;

/// <summary>Pages of messages as their reader gets them: oldest first, with what belongs to each.</summary>
internal sealed class MessagePages(MessageHistory history, MessageWindow window, PageDecorator decorator)
{
    public async Task<ListMessagesResponse> ReadAsync(
        Caller caller, HistoryRequest request, CancellationToken cancellationToken)
    {
        var page = IsNewestOfMain(request)
            ? await window.TryReadAsync(request.Head, request.Limit, cancellationToken)
            : null;
        page ??= await history.ReadAsync(caller, request, cancellationToken);
        page = await CompleteAsync(caller, request.Head.Role, page, cancellationToken);
        var messages = request.NewestFirst ? page.Items.Reverse() : page.Items;
        return new ListMessagesResponse { Messages = { messages }, HasMore = page.HasMore };
    }

    /// <summary>Makes a page of one conversation's messages what this reader gets.</summary>
    public async Task<Page<Wire.Message>> CompleteAsync(
        Caller caller, string? role, Page<Wire.Message> page, CancellationToken cancellationToken)
    {
        await CompleteAsync(caller, role, page.Items, cancellationToken);
        return page.Fitting();
    }

    /// <summary>Makes messages of one conversation what this reader gets.</summary>
    public Task CompleteAsync(
        Caller caller, string? role, IReadOnlyList<Wire.Message> messages, CancellationToken cancellationToken)
    {
        foreach (var message in messages) message.Veil(caller.Principal, role);
        return decorator.DecorateAsync(caller, messages, cancellationToken);
    }

    private static bool IsNewestOfMain(HistoryRequest request) =>
        request is { NewestFirst: true, After: 0, Before: long.MaxValue, Skip: 0 } && request.Filter == MessageFilter.Main;
}
