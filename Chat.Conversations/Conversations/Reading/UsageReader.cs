using Chat.Contracts.Conversations.V1;
using Chat.Conversations.Paging;
using Chat.Conversations.Participants;
using Chat.Conversations.SlowReads;
using Chat.Conversations.Storage;
using Npgsql;

namespace Chat.Conversations.Conversations.Reading;

/// <summary>Reads what a conversation's generations used and cost, newest first, and the sums of all of it.</summary>
internal sealed class UsageReader(SlowReadPool slow)
{
    // Both are served by the index usage_ledger_conversation.
    private const string Totals =
        """
        SELECT coalesce(sum(u.prompt_tokens), 0)::bigint, coalesce(sum(u.completion_tokens), 0)::bigint,
               coalesce(sum(u.total_tokens), 0)::bigint, coalesce(sum(u.cost), 0)
        FROM usage_ledger u WHERE u.tenant = $1 AND u.conversation_id = $2
        """;

    private const string Columns =
        """
        u.prompt_tokens, u.completion_tokens, u.total_tokens, u.cost, u.source, u.price_version, u.job_id, u.attempt,
        u.model, u.created_at
        """;

    public Task<ListUsageResponse> ReadAsync(
        Caller caller, ConversationHead head, (UsageCursor? After, int Limit) page, CancellationToken cancellationToken) =>
        slow.RunAsync(caller, (database, token) => ReadAsync(database, head, page, token), cancellationToken);

    private static async Task<ListUsageResponse> ReadAsync(
        NpgsqlDataSource database,
        ConversationHead head,
        (UsageCursor? After, int Limit) page,
        CancellationToken cancellationToken)
    {
        await using var batch = database.CreateBatch();
        batch.BatchCommands.Add(TotalsOf(head));
        batch.BatchCommands.Add(PageOf(head, page.After, page.Limit + 1));
        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        var totals = await reader.ReadAllAsync(ReadUsage, cancellationToken);
        var entries = Page.Of<UsageEntry>(page.Limit);
        await reader.FillAsync(entries, ReadEntry, cancellationToken);
        var response = new ListUsageResponse { Total = totals.Single(), Entries = { entries.Items } };
        if (entries.HasMore) response.NextCursor = CursorAfter(entries.Items[^1]).ToString();
        return response;
    }

    private static NpgsqlBatchCommand TotalsOf(ConversationHead head)
    {
        var where = new SqlConditions();
        where.Value(head.Tenant);
        where.Value(head.Id);
        return where.ToBatchCommand(Totals);
    }

    private static NpgsqlBatchCommand PageOf(ConversationHead head, UsageCursor? after, int limit)
    {
        var where = new SqlConditions();
        where.Add($"u.tenant = {where.Value(head.Tenant)} AND u.conversation_id = {where.Value(head.Id)}");
        if (after is { } cursor)
        {
            var place = $"{where.Value(cursor.At)}, {where.Value(cursor.JobId)}, {where.Value(cursor.Attempt)}";
            where.Add($"(u.created_at, u.job_id, u.attempt) < ({place})");
        }

        return where.ToBatchCommand(
            $"""
             SELECT {Columns} FROM usage_ledger u WHERE {where.Text}
             ORDER BY u.created_at DESC, u.job_id DESC, u.attempt DESC
             LIMIT {where.Value(limit)}
             """);
    }

    private static UsageCursor CursorAfter(UsageEntry entry) =>
        new(entry.CreatedAt.ToDateTimeOffset(), Guid.Parse(entry.JobId), entry.Attempt);

    private static UsageEntry ReadEntry(NpgsqlDataReader reader)
    {
        var usage = ReadUsage(reader);
        usage.Source = StoredNames.UsageSources.Parse(reader.GetString(4));
        usage.PriceVersion = reader.GetString(5);
        return new UsageEntry
        {
            JobId = reader.GetIdText(6),
            Attempt = reader.GetInt32(7),
            Model = reader.GetText(8),
            CreatedAt = reader.GetTime(9),
            Usage = usage,
        };
    }

    private static Usage ReadUsage(NpgsqlDataReader reader) => new()
    {
        PromptTokens = reader.GetInt64(0),
        CompletionTokens = reader.GetInt64(1),
        TotalTokens = reader.GetInt64(2),
        Cost = reader.GetCost(3),
    };
}
