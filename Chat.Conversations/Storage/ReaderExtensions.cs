using Chat.Conversations.Paging;
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

    /// <summary>Reads rows until the page is full; a query asks for one row more than the page may have.</summary>
    public static async Task FillAsync<T>(
        this NpgsqlCommand command, Page<T> page, Func<NpgsqlDataReader, T> read, CancellationToken cancellationToken)
    {
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        await reader.FillAsync(page, read, cancellationToken);
    }

    /// <summary>Reads rows until the page is full, and goes on to the next result.</summary>
    public static async Task FillAsync<T>(
        this NpgsqlDataReader reader, Page<T> page, Func<NpgsqlDataReader, T> read, CancellationToken cancellationToken)
    {
        while (!page.HasMore && await reader.ReadAsync(cancellationToken)) page.TryAdd(read(reader));
        await reader.NextResultAsync(cancellationToken);
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
