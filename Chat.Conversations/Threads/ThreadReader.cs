using Chat.Contracts.Conversations.V1;
using Chat.Conversations.Conversations;
using Chat.Conversations.Errors;
using Chat.Conversations.Messages.Reading;
using Chat.Conversations.Paging;
using Chat.Conversations.Participants;
using Chat.Conversations.Storage;
using Npgsql;
using Wire = Chat.Contracts.Conversations.V1;

namespace Chat.Conversations.Threads;

/// <summary>Reads a conversation's threads with their roots and the caller's unread counts.</summary>
internal sealed class ThreadReader(NpgsqlDataSource database, MessagesById messages, MessagePages pages)
{
    private const int RootsAtOnce = 10;

    // The page is served by the index threads_of_conversation (or the primary key), unread messages by the index
    // messages_thread in the partitions since the thread began. What was written before the caller came is not unread.
    // The inner limit bounds the work, however many messages are the caller's own or deleted.
    private const string Select =
        """
        SELECT t.id, t.conversation_id, t.title, t.created_by_type, t.created_by, t.created_at, t.message_count,
               t.last_seq, t.last_message_at, t.parent_id, t.activity_at, unread.n, t.updated_by_type, t.updated_by
        FROM page t
        LEFT JOIN thread_reads r ON r.thread_id = t.id AND r.participant_type = $3 AND r.participant_id = $4
        LEFT JOIN participants p ON p.conversation_id = t.conversation_id AND p.tenant = t.tenant
          AND p.participant_type = $3 AND p.participant_id = $4 AND p.left_at IS NULL
        CROSS JOIN LATERAL (
            SELECT least(count(*), 1000) AS n FROM (
                SELECT u.id, u.sender_type, u.sender_id, u.deleted_at FROM messages u
                WHERE u.tenant = t.tenant AND u.thread_id = t.id
                  AND u.seq > greatest(r.read_seq, p.joined_seq, $5) AND u.created_at BETWEEN t.created_at AND $6
                ORDER BY u.seq DESC
                LIMIT 5000) x
            WHERE x.id <> t.id AND x.deleted_at IS NULL AND (x.sender_type, x.sender_id) <> ($3, $4)) unread
        ORDER BY t.activity_at DESC, t.id DESC
        """;

    /// <summary>Newest activity first.</summary>
    public async Task<ListThreadsResponse> ListAsync(
        Caller caller, ConversationHead head, (ActivityCursor? After, int Limit) page, CancellationToken cancellationToken)
    {
        var where = OfConversation(caller, head);
        if (page.After is { } after)
            where.Add($"(t.activity_at, t.id) < ({where.Value(after.At)}, {where.Value(after.Id)})");
        // One more than asked for tells whether there is a next page.
        var limit = where.Value(page.Limit + 1);
        var found = await ReadAsync(where, limit, cancellationToken);
        var shown = Page.Of<Wire.Thread>(page.Limit);
        // Roots are large: not all of them are read when they do not fit.
        foreach (var some in found.Chunk(RootsAtOnce).TakeWhile(_ => !shown.HasMore))
            shown.AddRange(await WithRootsAsync(caller, head, some, cancellationToken));
        var response = new ListThreadsResponse { Threads = { shown.Items } };
        if (shown.HasMore)
            response.NextCursor =
                new ActivityCursor(found[shown.Items.Count - 1].ActivityAt, Guid.Parse(shown.Items[^1].Id)).ToString();
        return response;
    }

    public async Task<Wire.Thread> GetAsync(
        Caller caller, ConversationHead head, Guid threadId, CancellationToken cancellationToken)
    {
        var where = OfConversation(caller, head);
        where.Add($"t.id = {where.Value(threadId)}");
        var found = await ReadAsync(where, where.Value(1), cancellationToken);
        var threads = await WithRootsAsync(caller, head, found, cancellationToken);
        return threads is [var thread] ? thread : throw new ChatException(ChatError.NotFound("thread"));
    }

    private async Task<List<(Wire.Thread Thread, DateTimeOffset ActivityAt)>> ReadAsync(
        SqlConditions where, string limit, CancellationToken cancellationToken)
    {
        await using var command = where.ToCommand(
            database,
            $"""
             WITH page AS (
                 SELECT t.* FROM threads t WHERE {where.Text}
                 ORDER BY t.activity_at DESC, t.id DESC LIMIT {limit})
             {Select}
             """);
        return await command.ReadAllAsync(Read, cancellationToken);
    }

    private async Task<List<Wire.Thread>> WithRootsAsync(
        Caller caller,
        ConversationHead head,
        IReadOnlyList<(Wire.Thread Thread, DateTimeOffset ActivityAt)> found,
        CancellationToken cancellationToken)
    {
        var threads = found.Select(row => row.Thread).ToList();
        // A thread's id is its root's.
        var ids = threads.ConvertAll(thread => Guid.Parse(thread.Id));
        var roots = await messages.ReadAsync(head, ids, cancellationToken);
        await pages.CompleteAsync(caller, head.Role, [.. roots.Values], cancellationToken);
        foreach (var thread in threads) thread.Root = roots.GetValueOrDefault(thread.Id);
        return threads;
    }

    /// <summary>What was cleared takes its threads along.</summary>
    private static SqlConditions OfConversation(Caller caller, ConversationHead head)
    {
        var where = new SqlConditions();
        where.Add($"t.tenant = {where.Value(head.Tenant)} AND t.conversation_id = {where.Value(head.Id)}");
        where.Value(StoredNames.Principals.Of(caller.Principal.Type));
        where.Value(caller.Principal.Id);
        where.Add($"t.root_seq > {where.Value(head.ClearedSeq)}");
        where.Value(head.UpdatedAt);
        return where;
    }

    private static (Wire.Thread Thread, DateTimeOffset ActivityAt) Read(NpgsqlDataReader reader)
    {
        var thread = new Wire.Thread
        {
            Id = reader.GetIdText(0),
            ConversationId = reader.GetIdText(1),
            Title = reader.GetText(2),
            CreatedBy = reader.GetPrincipal(3),
            CreatedAt = reader.GetTime(5),
            MessageCount = reader.GetInt64(6),
            LastSeq = reader.GetInt64(7),
            LastMessageAt = reader.GetTime(8),
            ParentId = reader.GetIdText(9),
            UnreadCount = reader.GetInt64(11),
            UpdatedBy = reader.GetPrincipal(12),
        };
        return (thread, reader.GetFieldValue<DateTimeOffset>(10));
    }
}
