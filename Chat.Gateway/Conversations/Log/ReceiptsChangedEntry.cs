using Chat.Gateway.Participants;

namespace Chat.Gateway.Conversations.Log;

/// <summary>Participants received or read more.</summary>
/// <param name="Watermarks">How far each of them is.</param>
public sealed record ReceiptsChangedEntry(IReadOnlyList<WatermarkView> Watermarks) : LogEntryView;

/// <summary>How far a participant is.</summary>
/// <param name="Participant">Who.</param>
/// <param name="DeliveredSeq">The newest message that they received.</param>
/// <param name="ReadSeq">The newest message that they read, as far as they let others see.</param>
public sealed record WatermarkView(PrincipalView Participant, long DeliveredSeq, long ReadSeq)
{
    /// <summary>Messages beyond it that they received one by one; those of earlier entries still count.</summary>
    public required IReadOnlyList<long> DeliveredAlone { get; init; }

    /// <summary>Messages beyond it that they read one by one; those of earlier entries still count.</summary>
    public required IReadOnlyList<long> ReadAlone { get; init; }
}
