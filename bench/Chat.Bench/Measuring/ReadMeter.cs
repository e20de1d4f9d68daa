using Npgsql;

namespace Chat.Bench.Measuring;

/// <summary>What the database has read of a table since it counts.</summary>
/// <param name="Name">The table or partition.</param>
/// <param name="Rows">Live rows, estimated by the database.</param>
/// <param name="Scans">How often it was read from end to end.</param>
/// <param name="Read">Rows that were read in any way.</param>
internal sealed record TableReads(string Name, long Rows, long Scans, long Read);

/// <summary>Reads the cumulative statistics (PostgreSQL documentation 27.2, pg_stat_user_tables).</summary>
internal sealed class ReadMeter(NpgsqlDataSource database)
{
    private const string Select =
        """
        SELECT schemaname || '.' || relname, n_live_tup, coalesce(seq_scan, 0),
               coalesce(seq_tup_read, 0) + coalesce(idx_tup_fetch, 0)
        FROM pg_stat_user_tables
        """;

    /// <summary>An idle connection reports what it read within ten seconds.</summary>
    private static readonly TimeSpan Reported = TimeSpan.FromSeconds(11);

    public static Task SettleAsync(CancellationToken cancellationToken) => Task.Delay(Reported, cancellationToken);

    public async Task<IReadOnlyDictionary<string, TableReads>> ReadAsync(CancellationToken cancellationToken)
    {
        var tables = new Dictionary<string, TableReads>();
        await using var command = database.CreateCommand(Select);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            var table = new TableReads(reader.GetString(0), reader.GetInt64(1), reader.GetInt64(2), reader.GetInt64(3));
            tables[table.Name] = table;
        }

        return tables;
    }
}
