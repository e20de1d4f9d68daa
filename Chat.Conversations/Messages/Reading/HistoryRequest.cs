using Chat.Contracts.Conversations.V1;
using Chat.Conversations.Conversations;
using Chat.Conversations.Paging;
using Chat.Conversations.Storage;

namespace Chat.Conversations.Messages.Reading;

/// <summary>A page of a conversation's messages: between two seqs, from one end, so many.</summary>
internal sealed record HistoryRequest(ConversationHead Head, int Limit)
{
    /// <summary>Only messages with a greater seq.</summary>
    public long After { get; init; }

    /// <summary>Only messages with a smaller seq.</summary>
    public long Before { get; init; } = long.MaxValue;

    /// <summary>Whether the page begins with its newest message and goes back.</summary>
    public bool NewestFirst { get; init; }

    /// <summary>Messages at the page's beginning that are passed over.</summary>
    public int Skip { get; init; }

    public MessageFilter Filter { get; init; } = MessageFilter.Main;

    /// <summary>
    /// Whether many messages may have to be looked at that are not on the page: no index knows how many are passed over,
    /// what role they have, or where in its month a time is.
    /// </summary>
    public bool MayBeSlow =>
        Skip > PageLimits.OrdinarySkip
        || Filter is not { Role: MessageRole.Unspecified, From: null, Before: null };

    /// <summary>What was cleared is behind every page.</summary>
    private long Above => Math.Max(After, Head.ClearedSeq);

    /// <summary>The months to look into, in the page's direction.</summary>
    public IEnumerable<MonthSpan> Months()
    {
        var months = Head.Months.Between(Above, Before).Where(month => From(month) < To(month));
        return NewestFirst ? months.Reverse() : months;
    }

    /// <summary>
    /// The conditions on messages <c>m</c> inside one month. Served by the unique index (conversation_id, seq,
    /// created_at) of that month's partition.
    /// </summary>
    public SqlConditions Where(MonthSpan month)
    {
        var where = new SqlConditions();
        where.Add($"m.tenant = {where.Value(Head.Tenant)}");
        where.Add($"m.conversation_id = {where.Value(Head.Id)}");
        where.Add($"m.seq > {where.Value(Above)}");
        where.Add($"m.seq < {where.Value(Before)}");
        where.Add($"m.created_at >= {where.Value(From(month))}");
        where.Add($"m.created_at < {where.Value(To(month))}");
        where.Add("m.deleted_at IS NULL");
        Filter.AddTo(where);
        return where;
    }

    private DateTimeOffset From(MonthSpan month) => month.From > Filter.Earliest ? month.From : Filter.Earliest;

    private DateTimeOffset To(MonthSpan month) => month.To < Filter.Latest ? month.To : Filter.Latest;
}
