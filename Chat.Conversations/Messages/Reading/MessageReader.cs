using Chat.Contracts.Conversations.V1;
using Chat.Conversations.Audit;
using Chat.Conversations.Conversations;
using Chat.Conversations.Errors;
using Chat.Conversations.Paging;
using Chat.Conversations.Participants;
using Wire = Chat.Contracts.Conversations.V1;

namespace Chat.Conversations.Messages.Reading;

/// <summary>Reads single messages, and what hangs on them.</summary>
internal sealed class MessageReader(
    MessageRefs refs, ConversationAccess access, MessagesById messages, MessagePages pages, MessagesBeside beside)
{
    /// <summary>A live message, as its reader gets it.</summary>
    public async Task<Wire.Message> GetAsync(
        Caller caller, string conversation, string message, CancellationToken cancellationToken)
    {
        var (head, found) = await OpenAsync(caller, conversation, message, cancellationToken);
        await pages.CompleteAsync(caller, head.Role, [found], cancellationToken);
        return found;
    }

    /// <summary>What the caller sent, as they get it; its tombstone when it has gone since.</summary>
    public async Task<Wire.Message> GetSentAsync(
        Caller caller, Guid conversationId, Guid messageId, CancellationToken cancellationToken)
    {
        var head = await access.EnterAsync(caller, conversationId, ReadActions.Messages, cancellationToken);
        var read = await messages.ReadAsync(head, [messageId], cancellationToken);
        var sent = read.Values.SingleOrDefault() ?? throw new ChatException(ChatError.NotFound("message"));
        if (sent.DeletedAt is null) await pages.CompleteAsync(caller, head.Role, [sent], cancellationToken);
        return sent;
    }

    /// <summary>The message and live ones that answer it; the limit is for the answers.</summary>
    public async Task<ListMessagesResponse> RepliesAsync(
        Caller caller, ListRepliesRequest request, int limit, CancellationToken cancellationToken)
    {
        var (head, parent) = await OpenAsync(caller, request.ConversationId, request.MessageId, cancellationToken);
        await pages.CompleteAsync(caller, head.Role, [parent], cancellationToken);
        var answers = new HistoryRequest(head, limit)
        {
            // No answer is older than what it answers.
            After = Math.Max(request.After, parent.Seq),
            Filter = new MessageFilter { ParentId = Guid.Parse(parent.Id) },
        };
        var page = await pages.ReadAsync(caller, answers, cancellationToken);
        page.Messages.Insert(0, parent);
        return page;
    }

    /// <summary>What the message said before, and what it says; or what it said before a version.</summary>
    public async Task<ListVersionsResponse> VersionsAsync(
        Caller caller, GetMessageRequest request, CancellationToken cancellationToken)
    {
        var (head, message) = await OpenAsync(caller, request.ConversationId, request.MessageId, cancellationToken);
        // An edit between the two reads is told once.
        var before = request.BeforeVersion > 0 ? Math.Min(request.BeforeVersion, message.Version) : message.Version;
        var page = Page.Of<MessageVersion>(PageLimits.Versions);
        if (request.BeforeVersion is 0 || request.BeforeVersion > message.Version) page.TryAdd(Current(message));
        await beside.AddVersionsAsync(page, (head.Tenant, Guid.Parse(message.Id), before), cancellationToken);
        return new ListVersionsResponse { Versions = { page.Items.Reverse() }, HasMore = page.HasMore };
    }

    private static MessageVersion Current(Wire.Message message) =>
        new()
        {
            Version = message.Version,
            Content = message.Content,
            Attachments = { message.Attachments },
            MetadataJson = message.MetadataJson,
            WrittenBy = message.EditedBy ?? new PrincipalRef { Id = message.SenderId, Type = message.SenderType },
            WrittenAt = message.EditedAt ?? message.CreatedAt,
        };

    private async Task<(ConversationHead Head, Wire.Message Message)> OpenAsync(
        Caller caller, string conversation, string message, CancellationToken cancellationToken)
    {
        var found = await refs.ResolveAsync(caller, conversation, message, cancellationToken);
        var head = await access.EnterAsync(caller, found.ConversationId, ReadActions.Messages, cancellationToken);
        var read = await messages.ReadAsync(head, [found.MessageId], cancellationToken);
        var live = read.Values.SingleOrDefault(m => m.DeletedAt is null);
        return (head, live ?? throw new ChatException(ChatError.NotFound("message")));
    }
}
