using Chat.Contracts.Conversations.V1;
using Chat.Conversations.Appending;
using Chat.Conversations.Appending.Idempotency;
using Chat.Conversations.Audit;
using Chat.Conversations.Errors;
using Chat.Conversations.Messages;
using Chat.Conversations.Participants;
using Chat.Conversations.Permissions;
using Message = Chat.Conversations.Messages.Message;

namespace Chat.Conversations.Threads;

/// <summary>Makes a thread of a message of the main conversation, or of a root that it writes.</summary>
internal sealed record CreateThread(Caller Caller, Guid ConversationId) : IConversationChange<Guid>
{
    /// <summary>Null: <see cref="Root"/> is written.</summary>
    public Guid? RootId { get; init; }

    public MessageDraft? Root { get; init; }

    public string? Title { get; init; }

    public ChangeScope Scope => ChangeScope.Of(Caller, ConversationId) with
    {
        Others = Root?.Mentions ?? [],
        Messages = [.. new[] { RootId, Root?.ParentId }.OfType<Guid>()],
        ThreadId = RootId,
        Key = Key,
    };

    private IdempotencyKey? Key => Root?.ClientId is { } clientId
        ? new IdempotencyKey(Caller.Tenant, ConversationId, Caller.Principal, clientId)
        : null;

    public Guid Decide(BatchState state)
    {
        var (conversation, participant) = state.Enter(Caller, ConversationId, Permission.Read);
        if (Key is { } key && state.Find(key) is { } earlier)
            return !earlier.HasBody(Hash())
                ? throw new ChatException(ChatError.IdempotencyConflict)
                : earlier.MessageId;

        // What is there is returned after the conversation's end too, but only to who might have begun it.
        conversation.Require(Permission.CreateThread, participant);
        if (RootId is { } id && state.Thread(id) is { } there && there.ConversationId == ConversationId) return id;
        state.Enter(Caller, ConversationId, Permission.CreateThread);
        var root = RootId is { } rootId ? Existing(state, conversation, rootId) : Written(state, conversation);
        Begin(state, conversation, root);
        return root.Id;
    }

    private static Message Existing(BatchState state, LockedConversation conversation, Guid rootId)
    {
        var root = state.LivingMessage(conversation, rootId);
        return root.ThreadId is null
            ? root
            : throw new ChatException(ChatError.WrongState("A message of a thread cannot begin another one."));
    }

    private Message Written(BatchState state, LockedConversation conversation)
    {
        // Beginning a thread of what stands there is one thing, writing another.
        state.Enter(Caller, ConversationId, Permission.Send);
        if (Root!.ParentId is { } parentId) state.LivingMessage(conversation, parentId);
        var root = conversation.Send(
            Root with { BeginsThread = true, Mentions = Mentions.Of(Root, ConversationId, state) }, state);
        if (Key is { } key)
            state.Remember(new IdempotencyRow(key, Hash(), ConversationId, root.Id, root.Seq, null, root.CreatedAt));
        return root;
    }

    private void Begin(BatchState state, LockedConversation conversation, Message root)
    {
        var createdAt = conversation.Append(Caller.Principal, new LogEntry
        {
            ThreadCreated = new ThreadCreated
            {
                ThreadId = root.Id.ToString("D"),
                Title = Title ?? "",
                RootSeq = root.Seq,
            },
        });
        state.Keep(new Thread
        {
            Id = root.Id,
            Tenant = root.Tenant,
            ConversationId = ConversationId,
            Title = Title,
            RootSeq = root.Seq,
            ParentId = root.ParentId,
            CreatedBy = Caller.Principal,
            UpdatedBy = Caller.Principal,
            CreatedAt = createdAt,
            ActivityAt = createdAt,
        });
        conversation.Audit(Caller.Principal, new AuditDetail(AuditActions.ThreadCreated, root.Id.ToString("D")));
    }

    private byte[] Hash() => BodyHash.Of("thread", Title, Root?.Content, Root?.ParentId?.ToString());
}
