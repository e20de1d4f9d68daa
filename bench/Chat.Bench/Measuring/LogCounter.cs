using Npgsql;

namespace Chat.Bench.Measuring;

/// <summary>
/// Tells from the log itself how many transactions wrote it: rows of one transaction carry the same xmin
/// (PostgreSQL documentation 5.6, system columns).
/// </summary>
internal sealed class LogCounter(NpgsqlDataSource database)
{
    private const string Count =
        """SELECT count(*), count(DISTINCT xmin::text) FROM log WHERE tenant = $1 AND created_at >= $2 AND created_at < $3""";

    public async Task<DateTimeOffset> NowAsync(CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand("SELECT clock_timestamp()");
        return (DateTime)(await command.ExecuteScalarAsync(cancellationToken))!;
    }

    public async Task<(long Entries, long Commits)> CountAsync(
        string tenant, DateTimeOffset from, DateTimeOffset to, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(Count);
        command.CommandTimeout = 0;
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = tenant });
        command.Parameters.Add(new NpgsqlParameter<DateTimeOffset> { TypedValue = from });
        command.Parameters.Add(new NpgsqlParameter<DateTimeOffset> { TypedValue = to });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        await reader.ReadAsync(cancellationToken);
        return (reader.GetInt64(0), reader.GetInt64(1));
    }

    /// <summary>Fails when the database does not wait for its disk: then no commit is worth measuring.</summary>
    public async Task CheckDurabilityAsync(CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand("SHOW fsync");
        if (await command.ExecuteScalarAsync(cancellationToken) is not "on")
            throw new BenchException("the database runs with fsync off; start the system without UseVolumes=false.");
    }

    /// <summary>Messages stored, of all tenants.</summary>
    public async Task<long> MessagesAsync(CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand("SELECT count(*) FROM messages");
        command.CommandTimeout = 0;
        return (long)(await command.ExecuteScalarAsync(cancellationToken))!;
    }
}
