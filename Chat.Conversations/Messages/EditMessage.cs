using Chat.Contracts.Conversations.V1;
using Chat.Conversations.Appending;
using Chat.Conversations.Audit;
using Chat.Conversations.Errors;
using Chat.Conversations.Generation;
using Chat.Conversations.Participants;
using Chat.Conversations.Permissions;

namespace Chat.Conversations.Messages;

/// <summary>Gives a message another text, attachments or metadata; what it said before is kept as a version.</summary>
internal sealed record EditMessage(Caller Caller, Guid ConversationId, Guid MessageId) : IConversationChange<Message>
{
    /// <summary>Null leaves it.</summary>
    public string? Content { get; init; }

    public string? Metadata { get; init; }

    public IReadOnlyList<string>? Attachments { get; init; }

    /// <summary>Null: whatever version it has.</summary>
    public int? ExpectedVersion { get; init; }

    /// <summary>Who the new text names.</summary>
    public IReadOnlyList<Principal> Named { get; init; } = [];

    public ChangeScope Scope =>
        ChangeScope.Of(Caller, ConversationId) with { Messages = [MessageId], Others = Named, ActiveJobs = true };

    public Message Decide(BatchState state)
    {
        var (conversation, participant) = state.Enter(Caller, ConversationId, Permission.Read);
        var message = state.LivingMessage(conversation, MessageId);
        state.Enter(Caller, ConversationId, Permission.EditOwn);
        if (message.Sender != Caller.Principal) conversation.Require(Permission.EditAny, participant);
        if (ExpectedVersion is { } expected && expected != message.Version)
            throw new ChatException(ChatError.VersionConflict);
        if (!Differs(message)) return message;
        RefuseEmpty(message);

        var before = AuditDetail.Json(new { version = message.Version, text = AuditDetail.Text(message.Content) });
        state.Writes.Versions.Add(EarlierVersion.Of(message));
        Apply(message, state, conversation.NextTime());
        state.Keep(message);
        state.OutdateSummaries(message);
        conversation.Append(Caller.Principal, new LogEntry { MessageEdited = message.ToWire() }, message);
        conversation.Audit(Caller.Principal, new AuditDetail(AuditActions.MessageEdited, message.Id.ToString("D"))
        {
            Before = before,
            After = AuditDetail.Json(new { version = message.Version, text = AuditDetail.Text(message.Content) }),
        });
        return message;
    }

    private bool Differs(Message message) =>
        (Content is not null && Content != message.Content)
        || (Metadata is not null && Metadata != (message.Metadata ?? ""))
        || (Attachments is not null && !Attachments.SequenceEqual(message.Attachments));

    private void RefuseEmpty(Message message)
    {
        if (string.IsNullOrWhiteSpace(Content ?? message.Content) && (Attachments ?? message.Attachments).Count == 0)
            throw new ChatException(ChatError.Validation("content", "required", "content must not be empty."));
    }

    private void Apply(Message message, BatchState state, DateTimeOffset now)
    {
        if (Content is not null) Mention(message, state);
        message.Content = Content ?? message.Content;
        message.Metadata = Metadata is null ? message.Metadata : Metadata.Length == 0 ? null : Metadata;
        message.Attachments = Attachments ?? message.Attachments;
        message.Version++;
        message.EditedAt = now;
        message.EditedBy = Caller.Principal;
        message.UpdatedBy = Caller.Principal;
    }

    /// <summary>Whom the old text named and the new one does not is no longer mentioned.</summary>
    private void Mention(Message message, BatchState state)
    {
        var kept = message.Mentions.Where(m => !MentionText.Names(message.Content, m) || MentionText.Names(Content!, m));
        var named = Named.Where(m => state.ParticipantOf(m, ConversationId) is { TakesPart: true });
        var mentions = kept.Union(named).ToList();
        foreach (var gone in message.Mentions.Except(mentions)) Mentions.Remove(new Mention(message, gone), state);
        foreach (var added in mentions.Except(message.Mentions)) Mentions.Add(new Mention(message, added), state);
        message.Mentions = mentions;
    }
}
