using Chat.Contracts.Conversations.V1;
using Chat.Conversations.Appending;
using Chat.Conversations.Conversations;
using Chat.Conversations.Errors;
using Chat.Conversations.Messages;
using Chat.Conversations.Messages.Reading;
using Chat.Conversations.Participants;
using Chat.Conversations.Validation;

namespace Chat.Conversations.Threads;

/// <summary>Carries out what somebody wants to begin or to have read in threads.</summary>
internal sealed class ThreadChanges(
    Appender appender, ConversationIds conversations, ConversationHeads heads, MessageRefs messages, ThreadReads reads)
{
    /// <summary>Returns the conversation and the thread.</summary>
    public async Task<(Guid ConversationId, Guid ThreadId)> CreateAsync(
        Caller caller, CreateThreadRequest request, CancellationToken cancellationToken)
    {
        var fields = new Fields();
        var reference = fields.Conversation(request.ConversationId);
        var title = fields.OptionalText("title", request.Title, Limits.TitleCharacters);
        var clientId = fields.Name("clientId", request.ClientId, Limits.ClientIdCharacters);
        var content = Content(request, fields);
        fields.ThrowIfInvalid();

        var id = await conversations.ResolveAsync(caller, reference, cancellationToken);
        var create = new CreateThread(caller, id)
        {
            Title = title,
            RootId = await FindAsync(caller, request, request.RootMessageId, cancellationToken),
            Root = content is null ? null : new MessageDraft(WritingRoles.DefaultOf(caller.Principal), caller.Principal, content)
            {
                ClientId = clientId,
                ParentId = await FindAsync(caller, request, request.ParentId, cancellationToken),
                Mentions = MentionText.Candidates(content),
            },
        };
        return (id, await appender.ApplyAsync(create, cancellationToken));
    }

    /// <summary>Returns the conversation and the thread.</summary>
    public async Task<(Guid ConversationId, Guid ThreadId)> MarkReadAsync(
        Caller caller, MarkThreadReadRequest request, CancellationToken cancellationToken)
    {
        var fields = new Fields();
        var reference = fields.Conversation(request.ConversationId);
        var threadId = fields.Id("threadId", request.ThreadId);
        var seq = fields.Position("uptoSeq", request.UptoSeq);
        fields.ThrowIfInvalid();
        // Who takes no part finds no conversation, be it there or not.
        if (await heads.FindAsync(caller, reference, cancellationToken) is not { Privileged: false } head)
            throw new ChatException(ChatError.NotFound("conversation"));
        await reads.MarkAsync(caller, (head.Id, threadId), seq, cancellationToken);
        return (head.Id, threadId);
    }

    /// <summary>What the root says; null when there is one already.</summary>
    private static string? Content(CreateThreadRequest request, Fields fields)
    {
        if (request.RootMessageId.Length > 0) return null;
        var text = request.Content.Length > 0 ? request.Content : request.Title;
        return fields.Text("content", text, Limits.MessageCharacters);
    }

    private async Task<Guid?> FindAsync(
        Caller caller, CreateThreadRequest request, string message, CancellationToken cancellationToken) =>
        message.Length == 0
            ? null
            : (await messages.ResolveAsync(caller, request.ConversationId, message, cancellationToken)).MessageId;
}
