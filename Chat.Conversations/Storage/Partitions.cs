using System.Globalization;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Chat.Conversations.Storage;

/// <summary>
/// Makes the monthly partitions of <c>messages</c> and <c>log</c> ahead of time; many processes may do so at once.
/// </summary>
internal sealed class Partitions(NpgsqlDataSource database, IOptions<StorageOptions> options, TimeProvider time)
{
    /// <summary>Any number that nothing else locks: replicas make partitions one after the other.</summary>
    private const long LockNumber = 7_235_101_412;

    private static readonly string[] Tables = ["messages", "log"];

    /// <summary>Returns the names of the partitions that were missing and are there now.</summary>
    public async Task<IReadOnlyList<string>> EnsureAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        // The month before too: clocks differ, and an entry is never older than the one ahead of it.
        var first = new DateTimeOffset(now.Year, now.Month, 1, 0, 0, 0, TimeSpan.Zero).AddMonths(-1);
        var months = Enumerable.Range(0, options.Value.MonthsAhead + 2).Select(first.AddMonths).ToList();

        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await ExecuteAsync(connection, $"SELECT pg_advisory_xact_lock({LockNumber})", cancellationToken);
        var made = new List<string>();
        foreach (var (table, month) in Tables.SelectMany(table => months.Select(month => (table, month))))
        {
            var name = string.Create(CultureInfo.InvariantCulture, $"{table}_{month:yyyy_MM}");
            if (await ExistsAsync(connection, name, cancellationToken)) continue;
            await ExecuteAsync(connection, Create(table, name, month), cancellationToken);
            made.Add(name);
        }

        await transaction.CommitAsync(cancellationToken);
        return made;
    }

    private static async Task<bool> ExistsAsync(
        NpgsqlConnection connection, string name, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("SELECT to_regclass($1) IS NOT NULL", connection);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = name });
        return await command.ExecuteScalarAsync(cancellationToken) is true;
    }

    /// <summary>Made apart and attached: that does not hold up those who read and write the table meanwhile.</summary>
    private static string Create(string table, string name, DateTimeOffset month) => string.Create(
        CultureInfo.InvariantCulture,
        $"""
         CREATE TABLE {name} (LIKE {table} INCLUDING ALL);
         ALTER TABLE {table} ATTACH PARTITION {name}
             FOR VALUES FROM ('{month:yyyy-MM-dd} 00:00:00+00') TO ('{month.AddMonths(1):yyyy-MM-dd} 00:00:00+00');
         """);

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql, CancellationToken cancellationToken)
    {
        // Names and dates are ours; DDL takes no parameters.
#pragma warning disable CA2100
        await using var command = new NpgsqlCommand(sql, connection);
#pragma warning restore CA2100
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
