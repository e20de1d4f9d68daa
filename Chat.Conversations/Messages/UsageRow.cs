using Chat.Conversations.Storage;
using Npgsql;

namespace Chat.Conversations.Messages;

/// <summary>
/// The six columns of a usage: prompt_tokens, completion_tokens, total_tokens, usage_source, cost, price_version.
/// </summary>
internal static class UsageRow
{
    public static TokenUsage? Read(NpgsqlDataReader reader, int first) => reader.IsDBNull(first)
        ? null
        : new TokenUsage(
            reader.GetInt64(first),
            reader.GetInt64(first + 1),
            reader.GetInt64(first + 2),
            StoredNames.UsageSources.Parse(reader.GetString(first + 3)))
        {
            Cost = reader.GetFieldValue<decimal?>(first + 4),
            PriceVersion = reader.GetNullableString(first + 5),
        };

    public static string? SourceName(TokenUsage? usage) =>
        usage is null ? null : StoredNames.UsageSources.Of(usage.Source);

    /// <summary>The columns as they are written.</summary>
    public static Column<TRow>[] Columns<TRow>(Func<TRow, TokenUsage?> usage) =>
    [
        Column.Of<TRow, long?>("prompt_tokens", "bigint", r => usage(r)?.PromptTokens),
        Column.Of<TRow, long?>("completion_tokens", "bigint", r => usage(r)?.CompletionTokens),
        Column.Of<TRow, long?>("total_tokens", "bigint", r => usage(r)?.TotalTokens),
        Column.Of<TRow, string?>("usage_source", "text", r => SourceName(usage(r))),
        Column.Of<TRow, decimal?>("cost", "numeric", r => usage(r)?.Cost),
        Column.Of<TRow, string?>("price_version", "text", r => usage(r)?.PriceVersion),
    ];
}
