using Chat.Contracts.Conversations.V1;
using Chat.Conversations.Conversations;
using Chat.Conversations.Participants;
using Chat.Conversations.SlowReads;
using Chat.Conversations.Storage;
using Google.Protobuf.WellKnownTypes;
using Npgsql;

namespace Chat.Conversations.Messages.Reading;

/// <summary>Counts a conversation's live messages.</summary>
internal sealed class MessageCounts(SlowReadPool slow)
{
    public async Task<long> CountAsync(
        Caller caller, ConversationHead head, MessageFilter filter, CancellationToken cancellationToken)
    {
        // Kept by the writers with every change.
        if (filter == MessageFilter.All) return head.MessageCount;
        return await slow.RunAsync(
            caller, (database, token) => CountAsync(database, head, filter, token), cancellationToken);
    }

    public Task<StatisticsResponse> StatisticsAsync(
        Caller caller, ConversationHead head, CancellationToken cancellationToken) =>
        slow.RunAsync(caller, (database, token) => StatisticsAsync(database, head, token), cancellationToken);

    private static async Task<long> CountAsync(
        NpgsqlDataSource database, ConversationHead head, MessageFilter filter, CancellationToken cancellationToken)
    {
        var where = Live(head);
        filter.AddTo(where);
        var count = $"SELECT count(*) FROM messages m WHERE {where.Text}";
        // Where nothing stands in threads, the main conversation is all of it.
        if (filter == MessageFilter.Main) count = $"SELECT CASE WHEN EXISTS ({ThreadsOf(where, head)}) THEN ({count}) END";
        await using var command = where.ToCommand(database, count);
        return await command.ExecuteScalarAsync(cancellationToken) as long? ?? head.MessageCount;
    }

    private static async Task<StatisticsResponse> StatisticsAsync(
        NpgsqlDataSource database, ConversationHead head, CancellationToken cancellationToken)
    {
        var where = Live(head);
        await using var command = where.ToCommand(
            database,
            $"""
             SELECT m.role, m.type, count(*), count(*) FILTER (WHERE cardinality(m.attachments) > 0),
                    sum(cardinality(m.attachments))::bigint, coalesce(sum(m.prompt_tokens), 0)::bigint,
                    coalesce(sum(m.completion_tokens), 0)::bigint, coalesce(sum(m.total_tokens), 0)::bigint,
                    coalesce(sum(m.cost), 0), min(m.created_at), max(m.created_at)
             FROM messages m WHERE {where.Text}
             GROUP BY m.role, m.type
             """);
        return Sum(await command.ReadAllAsync(Group.Read, cancellationToken));
    }

    // Served by the unique index (conversation_id, seq, created_at) of the partitions that the conversation lives in.
    private static SqlConditions Live(ConversationHead head)
    {
        var where = new SqlConditions();
        where.Add($"m.tenant = {where.Value(head.Tenant)}");
        where.Add($"m.conversation_id = {where.Value(head.Id)}");
        where.Add($"m.seq > {where.Value(head.ClearedSeq)}");
        where.Add($"m.created_at BETWEEN {where.Value(head.CreatedAt)} AND {where.Value(head.UpdatedAt)}");
        where.Add("m.deleted_at IS NULL");
        return where;
    }

    // Served by the index threads_of_conversation.
    private static string ThreadsOf(SqlConditions where, ConversationHead head) =>
        $"SELECT FROM threads t WHERE t.tenant = {where.Value(head.Tenant)} AND t.conversation_id = {where.Value(head.Id)}";

    private static StatisticsResponse Sum(List<Group> groups)
    {
        var sums = new StatisticsResponse { Cost = WireReading.CostText(groups.Sum(group => group.Cost)) };
        foreach (var group in groups)
        {
            sums.Messages += group.Messages;
            sums.ByRole[group.Role] = sums.ByRole.GetValueOrDefault(group.Role) + group.Messages;
            sums.ByType[group.Type] = sums.ByType.GetValueOrDefault(group.Type) + group.Messages;
            sums.WithAttachments += group.WithAttachments;
            sums.Attachments += group.Attachments;
            sums.PromptTokens += group.PromptTokens;
            sums.CompletionTokens += group.CompletionTokens;
            sums.TotalTokens += group.TotalTokens;
        }

        if (groups.Count == 0) return sums;
        sums.FirstMessageAt = Timestamp.FromDateTimeOffset(groups.Min(group => group.First));
        sums.LastMessageAt = Timestamp.FromDateTimeOffset(groups.Max(group => group.Last));
        return sums;
    }

    /// <summary>The sums of the messages of one role and type.</summary>
    private sealed record Group(string Role, string Type)
    {
        public required long Messages { get; init; }

        public required long WithAttachments { get; init; }

        public required long Attachments { get; init; }

        public required long PromptTokens { get; init; }

        public required long CompletionTokens { get; init; }

        public required long TotalTokens { get; init; }

        public required decimal Cost { get; init; }

        public required DateTimeOffset First { get; init; }

        public required DateTimeOffset Last { get; init; }

        public static Group Read(NpgsqlDataReader reader) => new(reader.GetString(0), reader.GetString(1))
        {
            Messages = reader.GetInt64(2),
            WithAttachments = reader.GetInt64(3),
            Attachments = reader.GetInt64(4),
            PromptTokens = reader.GetInt64(5),
            CompletionTokens = reader.GetInt64(6),
            TotalTokens = reader.GetInt64(7),
            Cost = reader.GetDecimal(8),
            First = reader.GetFieldValue<DateTimeOffset>(9),
            Last = reader.GetFieldValue<DateTimeOffset>(10),
        };
    }
}
