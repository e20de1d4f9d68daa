using Chat.Conversations.Messages;
using Chat.Conversations.Storage;

namespace Chat.Conversations.Generation;

/// <summary>What one attempt of a job used; one row each, never changed.</summary>
internal sealed record UsageLedgerRow(Job Job, TokenUsage Usage, DateTimeOffset CreatedAt)
{
    public static readonly RowStatement<UsageLedgerRow> Insert = RowStatement.Insert<UsageLedgerRow>("usage_ledger",
    [
        Column.Of<UsageLedgerRow, string>("tenant", "text", r => r.Job.Tenant),
        Column.Of<UsageLedgerRow, Guid>("job_id", "uuid", r => r.Job.Id),
        Column.Of<UsageLedgerRow, int>("attempt", "integer", r => r.Job.Attempt),
        Column.Of<UsageLedgerRow, Guid>("conversation_id", "uuid", r => r.Job.ConversationId),
        Column.Of<UsageLedgerRow, string?>("model", "text", r => r.Job.Model),
        Column.Of<UsageLedgerRow, long>("prompt_tokens", "bigint", r => r.Usage.PromptTokens),
        Column.Of<UsageLedgerRow, long>("completion_tokens", "bigint", r => r.Usage.CompletionTokens),
        Column.Of<UsageLedgerRow, long>("total_tokens", "bigint", r => r.Usage.TotalTokens),
        Column.Of<UsageLedgerRow, string>("source", "text", r => StoredNames.UsageSources.Of(r.Usage.Source)),
        Column.Of<UsageLedgerRow, decimal>("cost", "numeric", r => r.Usage.Cost ?? 0),
        Column.Of<UsageLedgerRow, string>("price_version", "text", r => r.Usage.PriceVersion ?? "none"),
        Column.Of<UsageLedgerRow, DateTimeOffset>("created_at", "timestamptz", r => r.CreatedAt),
    ]);
}
