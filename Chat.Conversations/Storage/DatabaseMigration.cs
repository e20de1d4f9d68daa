using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Chat.Conversations.Storage;

/// <summary>
/// Brings the database to this version. It may be run at any time, again and by several at once: one does the work, the others
/// find it done.
/// </summary>
internal sealed class DatabaseMigration(
    ChatDbContext context, DatabaseCreation creation, NpgsqlDataSource source, Partitions partitions,
    ILogger<DatabaseMigration> logger)
{
    /// <summary>Any number that nothing else locks.</summary>
    private const long LockNumber = 7_235_101_413;

    /// <summary>A change of a large table may take long; nobody waits for an answer here.</summary>
    private static readonly TimeSpan StatementTimeout = TimeSpan.FromHours(1);

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await creation.EnsureAsync(cancellationToken);
        await using var connection = await source.OpenConnectionAsync(cancellationToken);
        await ExecuteAsync(connection, $"SELECT pg_advisory_lock({LockNumber})", cancellationToken);
        try
        {
            await MigrateAsync(cancellationToken);
        }
        finally
        {
            // The pool does not reset connections. Of a process that is killed, the lock goes with the connection.
            await ExecuteAsync(connection, $"SELECT pg_advisory_unlock({LockNumber})", CancellationToken.None);
        }
    }

    private async Task MigrateAsync(CancellationToken cancellationToken)
    {
        context.Database.SetCommandTimeout(StatementTimeout);
        var pending = (await context.Database.GetPendingMigrationsAsync(cancellationToken)).Count();
        await context.Database.MigrateAsync(cancellationToken);
        logger.Migrated(pending);
        var made = await partitions.EnsureAsync(cancellationToken);
        if (made.Count > 0) logger.PartitionsMade(string.Join(", ", made));
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = (int)StatementTimeout.TotalSeconds };
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
