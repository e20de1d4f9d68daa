using Chat.Conversations.Conversations;
using Chat.Conversations.Paging;
using Chat.Conversations.Participants;
using Chat.Conversations.SlowReads;
using Chat.Conversations.Storage;
using Npgsql;
using Wire = Chat.Contracts.Conversations.V1;

namespace Chat.Conversations.Messages.Reading;

/// <summary>Reads pages of a conversation's live messages, month by month until the page is full.</summary>
internal sealed class MessageHistory(NpgsqlDataSource database, SlowReadPool slow)
{
    /// <summary>The page in its direction: oldest first, or newest first.</summary>
    public Task<Page<Wire.Message>> ReadAsync(
        Caller caller, HistoryRequest request, CancellationToken cancellationToken) =>
        request.MayBeSlow
            ? slow.RunAsync(caller, (own, token) => ReadAsync(own, request, token), cancellationToken)
            : ReadAsync(request, cancellationToken);

    /// <summary>For work that the service does on its own.</summary>
    public Task<Page<Wire.Message>> ReadAsync(HistoryRequest request, CancellationToken cancellationToken) =>
        ReadAsync(database, request, cancellationToken);

    /// <summary>The newest messages of the main conversation before a seq, newest first.</summary>
    public Task<Page<Wire.Message>> BeforeAsync(
        ConversationHead head, long seq, int limit, CancellationToken cancellationToken) =>
        ReadAsync(new HistoryRequest(head, limit) { Before = seq, NewestFirst = true }, cancellationToken);

    private static async Task<Page<Wire.Message>> ReadAsync(
        NpgsqlDataSource database, HistoryRequest request, CancellationToken cancellationToken)
    {
        var page = Page.Of<Wire.Message>(request.Limit);
        var skip = request.Skip;
        foreach (var month in request.Months())
        {
            if (skip > 0)
            {
                var passed = await CountAsync(database, request.Where(month), skip, cancellationToken);
                if (passed < skip)
                {
                    skip -= passed;
                    continue;
                }
            }

            await FillAsync(page, database, (request with { Skip = skip }, month), cancellationToken);
            skip = 0;
            if (page.HasMore) break;
        }

        return page;
    }

    private static async Task FillAsync(
        Page<Wire.Message> page,
        NpgsqlDataSource database,
        (HistoryRequest Request, MonthSpan Month) from,
        CancellationToken cancellationToken)
    {
        var (request, month) = from;
        var where = request.Where(month);
        // One more than the page may have tells whether there are more.
        await using var command = where.ToCommand(
            database,
            $"""
             SELECT {MessageRows.Columns} FROM messages m WHERE {where.Text}
             ORDER BY m.seq {(request.NewestFirst ? "DESC" : "ASC")}
             LIMIT {where.Value(page.Left + 1)} OFFSET {where.Value(request.Skip)}
             """);
        await command.FillAsync(page, WholeMessage.Read, cancellationToken);
    }

    /// <summary>How many messages a month has; counting ends at <paramref name="most"/>.</summary>
    private static async Task<int> CountAsync(
        NpgsqlDataSource database, SqlConditions where, int most, CancellationToken cancellationToken)
    {
        await using var command = where.ToCommand(
            database,
            $"SELECT count(*)::integer FROM (SELECT FROM messages m WHERE {where.Text} LIMIT {where.Value(most)}) x");
        return (int)(await command.ExecuteScalarAsync(cancellationToken))!;
    }
}
