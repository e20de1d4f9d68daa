namespace Chat.Conversations.Participants;

/// <summary>
/// What somebody has received or read: everything up to a message, and single ones beyond it. It never loses one, and
/// <see cref="MostRanges"/> bounds it: what is beyond that many ranges becomes part of "everything up to".
/// </summary>
internal sealed record ReceiptMark(long Upto, SeqSet Beyond)
{
    public const int MostRanges = 100;

    public bool Has(long seq) => seq <= Upto || Beyond.Contains(seq);

    public ReceiptMark UpTo(long seq) => seq <= Upto ? this : Settled(seq, Beyond);

    /// <summary>With one message, and no other that <paramref name="others"/> tells of.</summary>
    public ReceiptMark With(long seq, OthersMessages others)
    {
        if (Has(seq)) return this;
        var beyond = Beyond.With(seq);
        var left = others.Seqs.FirstOrDefault(other => other > Upto && !beyond.Contains(other), others.End + 1);
        return Settled(Math.Max(Upto, Math.Min(beyond.Ranges[^1].To, left - 1)), beyond);
    }

    private static ReceiptMark Settled(long upto, SeqSet beyond)
    {
        beyond = beyond.Above(upto);
        while (beyond.Ranges is [var (from, to), ..] && (from == upto + 1 || beyond.Ranges.Count > MostRanges))
        {
            upto = to;
            beyond = beyond.Above(upto);
        }

        return new ReceiptMark(upto, beyond);
    }
}

/// <summary>
/// The numbers of the live messages that others wrote beyond somebody's watermarks; complete up to <paramref name="End"/>.
/// </summary>
internal sealed record OthersMessages(IReadOnlyList<long> Seqs, long End);
