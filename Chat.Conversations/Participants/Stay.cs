namespace Chat.Conversations.Participants;

/// <summary>A time that somebody took part: after which message it began, and how far they received and read in it.</summary>
internal readonly record struct Stay(long JoinedSeq, long DeliveredSeq, long ReadSeq)
{
    /// <summary>Of who comes and goes all the time the newest ones are known.</summary>
    public const int Most = 20;

    /// <summary>Of the single messages that somebody received or read beyond their watermarks, the newest ranges are known.</summary>
    private const int MostBeyond = 5;

    private bool IsEmpty => Math.Max(DeliveredSeq, ReadSeq) <= JoinedSeq;

    public bool Received(long seq) => JoinedSeq < seq && seq <= Math.Max(DeliveredSeq, ReadSeq);

    public bool Read(long seq) => JoinedSeq < seq && seq <= ReadSeq;

    /// <summary>What is kept of a participant's receipts: the stay that ends, and before it what they had beyond it.</summary>
    public static IEnumerable<Stay> Of(Participant one)
    {
        var whole = new Stay(one.JoinedSeq, one.Delivered.Upto, one.Read.Upto);
        return OfReceived(one.Delivered.Beyond).TakeLast(MostBeyond).Concat(OfRead(one.Read.Beyond).TakeLast(MostBeyond))
            .Append(whole).Where(stay => !stay.IsEmpty);
    }

    public static IEnumerable<Stay> OfReceived(SeqSet messages) =>
        messages.Ranges.Select(range => new Stay(range.From - 1, range.To, 0));

    public static IEnumerable<Stay> OfRead(SeqSet messages) =>
        messages.Ranges.Select(range => new Stay(range.From - 1, range.To, range.To));

    /// <summary>Three numbers each, as they are stored.</summary>
    public static IReadOnlyList<long> ToNumbers(IEnumerable<Stay> stays) =>
        [.. stays.SelectMany(stay => new[] { stay.JoinedSeq, stay.DeliveredSeq, stay.ReadSeq })];

    public static IReadOnlyList<Stay> OfNumbers(IEnumerable<long> numbers) =>
        [.. numbers.Chunk(3).Select(stay => new Stay(stay[0], stay[1], stay[2]))];
}
