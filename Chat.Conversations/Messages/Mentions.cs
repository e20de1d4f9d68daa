using Chat.Conversations.Appending;
using Chat.Conversations.Participants;

namespace Chat.Conversations.Messages;

/// <summary>
/// Keeps the rows of mentions, by which they are counted; the last of several changes of one mention counts, and nobody
/// waits for what they wrote themselves.
/// </summary>
internal static class Mentions
{
    /// <summary>Those whom the draft names and who take part.</summary>
    public static IReadOnlyList<Principal> Of(MessageDraft draft, Guid conversationId, BatchState state) =>
        [.. draft.Mentions.Where(named => state.ParticipantOf(named, conversationId) is { TakesPart: true })];

    public static void Add(Mention mention, BatchState state)
    {
        if (mention.Principal == mention.Message.Sender) return;
        state.Writes.RemovedMentions.Remove(mention);
        state.Writes.Mentions.Add(mention);
    }

    public static void Remove(Mention mention, BatchState state)
    {
        state.Writes.Mentions.Remove(mention);
        state.Writes.RemovedMentions.Add(mention);
    }
}
