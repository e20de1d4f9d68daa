using Chat.Conversations.Appending;
using Participant = Chat.Conversations.Participants.Participant;
using Watermark = Chat.Contracts.Conversations.V1.Watermark;

namespace Chat.Conversations.Receipts;

/// <summary>Keeps what a participant has received and read, and tells what others may see of it.</summary>
internal static class Marking
{
    /// <param name="conversation">Where they take part.</param>
    /// <param name="participant">Who received or read.</param>
    /// <param name="after">What they have now.</param>
    /// <param name="single">The message that was marked by itself; null for everything up to one.</param>
    /// <param name="state">The batch.</param>
    public static void Mark(
        this LockedConversation conversation, Participant participant, Watermarks after, long? single, BatchState state)
    {
        var before = Watermarks.Of(participant);
        (participant.Delivered, participant.Read, participant.OwnRead) = after;
        state.Keep(participant);
        var wire = new Watermark
        {
            ParticipantId = participant.Id,
            ParticipantType = participant.Type,
            DeliveredSeq = participant.Delivered.Upto,
            ReadSeq = participant.Read.Upto,
        };
        if (single is { } received && !before.Delivered.Has(received)) wire.DeliveredAlone.Add(received);
        if (single is { } read && !before.Read.Has(read) && after.Read.Has(read)) wire.ReadAlone.Add(read);
        if (after.Delivered != before.Delivered || after.Read != before.Read) conversation.Append(wire, before);
    }
}
