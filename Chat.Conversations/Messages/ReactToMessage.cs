using Chat.Contracts.Conversations.V1;
using Chat.Conversations.Appending;
using Chat.Conversations.Audit;
using Chat.Conversations.Errors;
using Chat.Conversations.Participants;
using Chat.Conversations.Permissions;
using Chat.Conversations.Validation;

namespace Chat.Conversations.Messages;

/// <summary>Puts the caller's emoji on a message or takes it off; asking for what is so already changes nothing.</summary>
internal sealed record ReactToMessage(Caller Caller, Guid ConversationId, Guid MessageId, string Emoji)
    : IConversationChange<Message>
{
    public required bool Present { get; init; }

    public ChangeScope Scope => ChangeScope.Of(Caller, ConversationId) with { Messages = [MessageId], Emoji = Emoji };

    public Message Decide(BatchState state)
    {
        var (conversation, _) = state.Enter(Caller, ConversationId, Permission.React);
        var message = state.LivingMessage(conversation, MessageId);
        var reaction = new Reaction(MessageId, Emoji, Caller.Principal);
        var there = state.ReactionsOn(MessageId).ToList();
        if (there.Contains(reaction) == Present) return message;
        if (Present) RefuseTooMany(there);

        if (Present) state.Place(reaction, message);
        else state.Remove(reaction, message);
        conversation.Append(Caller.Principal, new LogEntry
        {
            ReactionChanged = new ReactionChanged
            {
                MessageId = message.Id.ToString("D"),
                Seq = message.Seq,
                Emoji = Emoji,
                Added = Present,
                Count = state.ReactionsOn(MessageId).Count(r => r.Emoji == Emoji),
            },
        });
        conversation.Audit(Caller.Principal, new AuditDetail(
            Present ? AuditActions.ReactionAdded : AuditActions.ReactionRemoved, message.Id.ToString("D"))
        {
            After = AuditDetail.Json(new { emoji = Emoji }),
        });
        return message;
    }

    private void RefuseTooMany(List<Reaction> there)
    {
        if (there.Count(r => r.Principal == Caller.Principal) >= Limits.ReactionsPerParticipant)
            throw new ChatException(ChatError.Validation(
                "emoji", "too_many", $"emoji: one may put {Limits.ReactionsPerParticipant} on a message."));
    }
}
