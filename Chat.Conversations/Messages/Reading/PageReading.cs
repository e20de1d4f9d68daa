using Chat.Conversations.Storage;
using Npgsql;

namespace Chat.Conversations.Messages.Reading;

/// <summary>Runs a query for one page: the position fills its first five parameters, the limit the sixth.</summary>
internal static class PageReading
{
    public static async Task<List<T>> ReadPageAsync<T>(
        this NpgsqlDataSource database,
        string query,
        (ReadPosition From, int Limit) page,
        Func<NpgsqlDataReader, T> read,
        CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(query);
        command.Parameters.Add(Value(page.From.Tenant));
        command.Parameters.Add(Value(page.From.ConversationId));
        command.Parameters.Add(Value(page.From.At));
        command.Parameters.Add(Value(page.From.From));
        command.Parameters.Add(Value(page.From.To));
        command.Parameters.Add(Value(page.Limit));
        return await command.ReadAllAsync(read, cancellationToken);
    }

    private static NpgsqlParameter<T> Value<T>(T value) => new() { TypedValue = value };
}
