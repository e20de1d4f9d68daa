namespace Chat.Conversations.Participants;

/// <summary>A time that somebody took part: after which message it began, and how far they received and read in it.</summary>
internal readonly record struct Stay(long JoinedSeq, long DeliveredSeq, long ReadSeq)
{
    /// <summary>Of who comes and goes all the time the newest ones are known.</summary>
    public const int Most = 20;

    /// <summary>Whether it left no receipt.</summary>
    public bool IsEmpty => Math.Max(DeliveredSeq, ReadSeq) <= JoinedSeq;

    public bool Received(long seq) => JoinedSeq < seq && seq <= Math.Max(DeliveredSeq, ReadSeq);

    public bool Read(long seq) => JoinedSeq < seq && seq <= ReadSeq;

    /// <summary>Three numbers each, as they are stored.</summary>
    public static IReadOnlyList<long> ToNumbers(IEnumerable<Stay> stays) =>
        [.. stays.SelectMany(stay => new[] { stay.JoinedSeq, stay.DeliveredSeq, stay.ReadSeq })];

    public static IReadOnlyList<Stay> OfNumbers(IEnumerable<long> numbers) =>
        [.. numbers.Chunk(3).Select(stay => new Stay(stay[0], stay[1], stay[2]))];
}
