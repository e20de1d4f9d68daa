using Npgsql;

namespace Chat.Conversations.Storage;

/// <summary>Reading of rows.</summary>
internal static class ReaderExtensions
{
    public static string? GetNullableString(this NpgsqlDataReader reader, int ordinal) =>
        reader.IsDBNull(ordinal) ? null : reader.GetString(ordinal);

    public static async Task<List<T>> ReadAllAsync<T>(
        this NpgsqlCommand command, Func<NpgsqlDataReader, T> read, CancellationToken cancellationToken)
    {
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        return await reader.ReadAllAsync(read, cancellationToken);
    }

    /// <summary>Reads the rows of one result and goes on to the next result.</summary>
    public static async Task<List<T>> ReadAllAsync<T>(
        this NpgsqlDataReader reader, Func<NpgsqlDataReader, T> read, CancellationToken cancellationToken)
    {
        var rows = new List<T>();
        while (await reader.ReadAsync(cancellationToken)) rows.Add(read(reader));
        await reader.NextResultAsync(cancellationToken);
        return rows;
    }
}
