using Chat.Conversations.Storage;

namespace Chat.Conversations.Conversations;

/// <summary>Where a month of a conversation begins.</summary>
internal sealed record ConversationMonth(Guid ConversationId, DateOnly Month, long FirstOffset, long FirstSeq)
{
    public static readonly RowStatement<ConversationMonth> Insert = RowStatement.Insert<ConversationMonth>(
        "conversation_months",
        [
            Column.Of<ConversationMonth, Guid>("conversation_id", "uuid", m => m.ConversationId),
            Column.Of<ConversationMonth, DateOnly>("month", "date", m => m.Month),
            Column.Of<ConversationMonth, long>("first_offset", "bigint", m => m.FirstOffset),
            Column.Of<ConversationMonth, long>("first_seq", "bigint", m => m.FirstSeq),
        ]);

    public static DateOnly Of(DateTimeOffset time) => new(time.UtcDateTime.Year, time.UtcDateTime.Month, 1);
}
