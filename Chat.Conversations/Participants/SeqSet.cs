using System.Globalization;

namespace Chat.Conversations.Participants;

/// <summary>Some messages of a conversation by their numbers, as ranges in order that neither touch nor overlap.</summary>
internal sealed class SeqSet
{
    public static readonly SeqSet Empty = new([]);

    private readonly (long From, long To)[] _ranges;

    private SeqSet((long From, long To)[] ranges) => _ranges = ranges;

    /// <summary>Both ends are in it.</summary>
    public IReadOnlyList<(long From, long To)> Ranges => _ranges;

    public bool Contains(long seq) => Array.Exists(_ranges, range => range.From <= seq && seq <= range.To);

    public SeqSet With(long seq)
    {
        if (Contains(seq)) return this;
        var below = _ranges.Where(range => range.To < seq - 1);
        var above = _ranges.Where(range => range.From > seq + 1);
        var touching = _ranges.Where(range => range.To >= seq - 1 && range.From <= seq + 1).ToList();
        var joined = (
            touching.Select(range => range.From).Append(seq).Min(), touching.Select(range => range.To).Append(seq).Max());
        return new SeqSet([.. below, joined, .. above]);
    }

    /// <summary>What lies beyond a number.</summary>
    public SeqSet Above(long seq) => _ranges.Length == 0 || _ranges[0].From > seq
        ? this
        : new SeqSet([.. _ranges.Where(range => range.To > seq).Select(range => (Math.Max(range.From, seq + 1), range.To))]);

    /// <summary>Reads an <c>int8multirange</c> as PostgreSQL writes it: <c>{[1,3),[7,8)}</c>.</summary>
    public static SeqSet Parse(string text)
    {
        if (text.Length <= 2) return Empty;
        var numbers = text.Split(['{', '}', '[', ')', ','], StringSplitOptions.RemoveEmptyEntries)
            .Select(number => long.Parse(number, CultureInfo.InvariantCulture));
        return new SeqSet([.. numbers.Chunk(2).Select(range => (range[0], range[1] - 1))]);
    }

    public override string ToString() =>
        $"{{{string.Join(',', _ranges.Select(range => string.Create(CultureInfo.InvariantCulture, $"[{range.From},{range.To + 1})")))}}}";
}
