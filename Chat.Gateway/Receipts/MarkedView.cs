using Chat.Contracts.Conversations.V1;

namespace Chat.Gateway.Receipts;

/// <summary>Where the caller stands now.</summary>
/// <param name="DeliveredSeq">They received everything up to it, and maybe single messages beyond it.</param>
/// <param name="ReadSeq">They read everything up to it, as others see it.</param>
/// <param name="MyReadSeq">They read everything up to it.</param>
/// <param name="UnreadCount">What others wrote above it and they did not read, at most 1,000.</param>
/// <param name="MentionCount">How much of that mentions the caller, at most 1,000.</param>
public sealed record MarkedView(long DeliveredSeq, long ReadSeq, long MyReadSeq, long UnreadCount, long MentionCount)
{
    /// <summary>The message that was marked, or up to which was marked: its number.</summary>
    public required long UptoSeq { get; init; }

    /// <summary>The same message's id.</summary>
    public string? MessageId { get; init; }
}

/// <summary>Turns watermarks into their view.</summary>
internal static class MarkedMapping
{
    public static MarkedView ToView(this MarkResponse response) => new(
        response.DeliveredSeq, response.ReadSeq, response.OwnReadSeq, response.UnreadCount, response.MentionCount)
    {
        UptoSeq = response.UptoSeq,
        MessageId = response.MessageId.NullIfEmpty(),
    };
}
