using Chat.Conversations.Paging;
using Google.Protobuf;
using Npgsql;

namespace Chat.Conversations.Messages.Reading;

/// <summary>
/// Runs a query for one page: the position fills its first five parameters, the limit the sixth. A page ends early where
/// it would become too large to keep or to send.
/// </summary>
internal static class PageReading
{
    public static async Task<List<T>> ReadPageAsync<T>(
        this NpgsqlDataSource database,
        string query,
        (ReadPosition From, int Limit) page,
        Func<NpgsqlDataReader, T> read,
        CancellationToken cancellationToken)
        where T : IMessage
    {
        await using var command = database.CreateCommand(query);
        command.Parameters.Add(Value(page.From.Tenant));
        command.Parameters.Add(Value(page.From.ConversationId));
        command.Parameters.Add(Value(page.From.At));
        command.Parameters.Add(Value(page.From.From));
        command.Parameters.Add(Value(page.From.To));
        command.Parameters.Add(Value(page.Limit));
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var (rows, bytes) = (new List<T>(), 0L);
        while (bytes < PageLimits.Bytes && await reader.ReadAsync(cancellationToken))
        {
            rows.Add(read(reader));
            bytes += rows[^1].CalculateSize();
        }

        return rows;
    }

    private static NpgsqlParameter<T> Value<T>(T value) => new() { TypedValue = value };
}
