using Chat.Conversations.Appending;

namespace Chat.Conversations.Messages;

/// <summary>Keeps the rows of mentions; the last of several changes of one mention counts.</summary>
internal static class Mentions
{
    public static void Add(Mention mention, BatchState state)
    {
        state.Writes.RemovedMentions.Remove(mention);
        state.Writes.Mentions.Add(mention);
    }

    public static void Remove(Mention mention, BatchState state)
    {
        state.Writes.Mentions.Remove(mention);
        state.Writes.RemovedMentions.Add(mention);
    }
}
