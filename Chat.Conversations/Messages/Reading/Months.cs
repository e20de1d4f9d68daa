using Npgsql;

namespace Chat.Conversations.Messages.Reading;

/// <summary>
/// The months of a conversation, oldest first: they tell which partitions hold a seq or an offset, so that a read
/// touches these and no other.
/// </summary>
internal sealed class Months(IReadOnlyList<MonthSpan> spans)
{
    /// <summary>The columns of <see cref="Read"/>, of the conversation <c>c</c>.</summary>
    public const string Columns = "months.starts, months.offsets, months.seqs";

    /// <summary>Joins <see cref="Columns"/>. Served by the primary key of conversation_months.</summary>
    public const string Join =
        """
        CROSS JOIN LATERAL (
            SELECT coalesce(array_agg(x.month ORDER BY x.month), '{}') AS starts,
                   coalesce(array_agg(x.first_offset ORDER BY x.month), '{}') AS offsets,
                   coalesce(array_agg(x.first_seq ORDER BY x.month), '{}') AS seqs
            FROM conversation_months x WHERE x.conversation_id = c.id) months
        """;

    // The finest step of timestamptz.
    private static readonly TimeSpan Step = TimeSpan.FromMicroseconds(1);

    public static Months Read(NpgsqlDataReader reader, int at)
    {
        var starts = reader.GetFieldValue<DateOnly[]>(at);
        var offsets = reader.GetFieldValue<long[]>(at + 1);
        var seqs = reader.GetFieldValue<long[]>(at + 2);
        return new Months([.. starts.Select((start, i) =>
            new MonthSpan(TimeOf(start), TimeOf(start.AddMonths(1)), offsets[i], seqs[i]))]);
    }

    /// <summary>The months that can hold messages between two seqs, neither of them included; oldest first.</summary>
    public IEnumerable<MonthSpan> Between(long above, long below)
    {
        for (var i = 0; i < spans.Count; i++)
        {
            // The seq at which the next month goes on; a month without messages begins where the next one does.
            var end = i + 1 < spans.Count ? spans[i + 1].FirstSeq : long.MaxValue;
            if (spans[i].FirstSeq < end && spans[i].FirstSeq < below && end - 1 > above) yield return spans[i];
        }
    }

    /// <summary>The time in which so many entries after an offset were written; both ends are in it.</summary>
    public (DateTimeOffset From, DateTimeOffset To)? TimeOfEntries(long after, int count)
    {
        if (spans.Count == 0) return null;
        return (MonthOf(after + 1).From, MonthOf(after + count).To - Step);
    }

    private MonthSpan MonthOf(long offset) => spans.LastOrDefault(span => span.FirstOffset <= offset, spans[0]);

    private static DateTimeOffset TimeOf(DateOnly day) => new(day, TimeOnly.MinValue, TimeSpan.Zero);
}
