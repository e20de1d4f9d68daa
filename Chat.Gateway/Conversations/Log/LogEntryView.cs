using System.Text.Json.Serialization;
using Chat.Gateway.Participants;

namespace Chat.Gateway.Conversations.Log;

/// <summary>One entry of a conversation's log; <c>kind</c> says which, and with it which fields follow.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(MessageCreatedEntry), "message.created")]
[JsonDerivedType(typeof(MessageEditedEntry), "message.edited")]
[JsonDerivedType(typeof(MessageDeletedEntry), "message.deleted")]
[JsonDerivedType(typeof(MessageRestoredEntry), "message.restored")]
[JsonDerivedType(typeof(ReactionChangedEntry), "reaction.changed")]
[JsonDerivedType(typeof(PinChangedEntry), "pin.changed")]
[JsonDerivedType(typeof(ParticipantJoinedEntry), "participant.joined")]
[JsonDerivedType(typeof(ParticipantLeftEntry), "participant.left")]
[JsonDerivedType(typeof(RoleChangedEntry), "role.changed")]
[JsonDerivedType(typeof(ThreadCreatedEntry), "thread.created")]
[JsonDerivedType(typeof(GenerationChangedEntry), "generation.changed")]
[JsonDerivedType(typeof(ReceiptsChangedEntry), "receipts.changed")]
[JsonDerivedType(typeof(ConversationChangedEntry), "conversation.changed")]
[JsonDerivedType(typeof(ConversationClearedEntry), "conversation.cleared")]
[JsonDerivedType(typeof(ConversationDeletedEntry), "conversation.deleted")]
[JsonDerivedType(typeof(ConversationRestoredEntry), "conversation.restored")]
[JsonDerivedType(typeof(OtherEntry), "other")]
public abstract record LogEntryView
{
    /// <summary>Its number in the log: 1, 2, 3 … without gap or repeat.</summary>
    public long Offset { get; init; }

    public DateTime At { get; init; }

    /// <summary>Who caused it; none for what the system did by itself.</summary>
    public PrincipalView? Actor { get; init; }
}

/// <summary>Something that this version of the gateway does not know.</summary>
public sealed record OtherEntry : LogEntryView;
