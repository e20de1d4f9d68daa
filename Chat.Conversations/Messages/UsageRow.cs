using Chat.Conversations.Storage;
using Npgsql;

namespace Chat.Conversations.Messages;

/// <summary>The four columns of a usage: prompt_tokens, completion_tokens, total_tokens, usage_source.</summary>
internal static class UsageRow
{
    public static TokenUsage? Read(NpgsqlDataReader reader, int first) => reader.IsDBNull(first)
        ? null
        : new TokenUsage(
            reader.GetInt64(first),
            reader.GetInt64(first + 1),
            reader.GetInt64(first + 2),
            StoredNames.UsageSources.Parse(reader.GetString(first + 3)));

    public static string? SourceName(TokenUsage? usage) =>
        usage is null ? null : StoredNames.UsageSources.Of(usage.Source);
}
