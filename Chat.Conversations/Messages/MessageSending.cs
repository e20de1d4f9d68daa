using Chat.Conversations.Appending;
using Chat.Conversations.Generation;

namespace Chat.Conversations.Messages;

/// <summary>Everything that a new message brings with it: mentions, its thread's counts, the summary of every tenth.</summary>
internal static class MessageSending
{
    public static Message Send(this LockedConversation conversation, MessageDraft draft, BatchState state)
    {
        var message = conversation.Create(draft);
        foreach (var mentioned in draft.Mentions)
            Mentions.Add(new Mention(message, mentioned), state);
        CountInThread(message, state);
        conversation.SummarizeWhenDue(message, state);
        return message;
    }

    /// <summary>The root of a thread is not counted in it.</summary>
    private static void CountInThread(Message message, BatchState state)
    {
        if (message.ThreadId is not { } threadId || threadId == message.Id) return;
        if (state.Thread(threadId) is not { } thread) return;
        thread.MessageCount++;
        thread.UpdatedBy = message.Sender;
        thread.LastSeq = message.Seq;
        thread.LastMessageAt = message.CreatedAt;
        thread.ActivityAt = message.CreatedAt;
        state.Keep(thread);
    }
}
