using Chat.Conversations.Paging;
using Chat.Conversations.Storage;
using Google.Protobuf;
using Npgsql;

namespace Chat.Conversations.Messages.Reading;

/// <summary>Runs a query for one page: the position fills its first five parameters, the limit the sixth.</summary>
internal static class PageReading
{
    public static async Task<IReadOnlyList<T>> ReadPageAsync<T>(
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
        var rows = Page.Of<T>(page.Limit);
        await command.FillAsync(rows, read, cancellationToken);
        return rows.Items;
    }

    private static NpgsqlParameter<T> Value<T>(T value) => new() { TypedValue = value };
}
