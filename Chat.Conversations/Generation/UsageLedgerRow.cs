using Chat.Conversations.Messages;
using Chat.Conversations.Storage;

namespace Chat.Conversations.Generation;

/// <summary>What one attempt of a job used; one row each, never changed.</summary>
internal sealed record UsageLedgerRow(UsedAttempt Attempt, TokenUsage Usage, DateTimeOffset CreatedAt)
{
    private static readonly Column<UsageLedgerRow>[] Columns =
    [
        Column.Of<UsageLedgerRow, string>("tenant", "text", r => r.Attempt.Tenant),
        Column.Of<UsageLedgerRow, Guid>("job_id", "uuid", r => r.Attempt.JobId),
        Column.Of<UsageLedgerRow, int>("attempt", "integer", r => r.Attempt.Number),
        Column.Of<UsageLedgerRow, Guid>("conversation_id", "uuid", r => r.Attempt.ConversationId),
        Column.Of<UsageLedgerRow, string?>("model", "text", r => r.Attempt.Model),
        Column.Of<UsageLedgerRow, long>("prompt_tokens", "bigint", r => r.Usage.PromptTokens),
        Column.Of<UsageLedgerRow, long>("completion_tokens", "bigint", r => r.Usage.CompletionTokens),
        Column.Of<UsageLedgerRow, long>("total_tokens", "bigint", r => r.Usage.TotalTokens),
        Column.Of<UsageLedgerRow, string>("source", "text", r => StoredNames.UsageSources.Of(r.Usage.Source)),
        Column.Of<UsageLedgerRow, decimal>("cost", "numeric", r => r.Usage.Cost ?? 0),
        Column.Of<UsageLedgerRow, string>("price_version", "text", r => r.Usage.PriceVersion ?? "none"),
        Column.Of<UsageLedgerRow, DateTimeOffset>("created_at", "timestamptz", r => r.CreatedAt),
    ];

    public static readonly RowStatement<UsageLedgerRow> Insert = RowStatement.Insert("usage_ledger", Columns);

    public static readonly RowStatement<UsageLedgerRow> InsertOnce = RowStatement.InsertOnce("usage_ledger", Columns);
}

/// <summary>An attempt as it is booked; the job itself may go on to the next one in the same batch.</summary>
internal sealed record UsedAttempt(string Tenant, Guid ConversationId, Guid JobId, int Number)
{
    public string? Model { get; init; }

    public static UsedAttempt Of(Job job) =>
        new(job.Tenant, job.ConversationId, job.Id, job.Attempt) { Model = job.Model };
}
