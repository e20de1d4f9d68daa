using Chat.Conversations.Appending;
using Chat.Conversations.Errors;

namespace Chat.Conversations.Messages;

/// <summary>Finds a message of a conversation in what a batch has locked.</summary>
internal static class MessageUnderLock
{
    /// <summary>A message, deleted or not; one that was cleared does not exist.</summary>
    public static Message RequiredMessage(this BatchState state, LockedConversation conversation, Guid messageId) =>
        state.Message(messageId) is { } message
        && message.ConversationId == conversation.Row.Id && message.Seq > conversation.Row.ClearedSeq
            ? message
            : throw new ChatException(ChatError.NotFound("message"));

    public static Message LivingMessage(this BatchState state, LockedConversation conversation, Guid messageId) =>
        state.RequiredMessage(conversation, messageId) is { DeletedAt: null } living
            ? living
            : throw new ChatException(ChatError.NotFound("message"));
}
