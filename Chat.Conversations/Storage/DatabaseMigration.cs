using Microsoft.EntityFrameworkCore;

namespace Chat.Conversations.Storage;

/// <summary>Brings the database to this version; run once, before the service starts.</summary>
internal sealed class DatabaseMigration(ChatDbContext context, Partitions partitions, ILogger<DatabaseMigration> logger)
{
    /// <summary>A change of a large table may take long; nobody waits for an answer here.</summary>
    private static readonly TimeSpan StatementTimeout = TimeSpan.FromHours(1);

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        context.Database.SetCommandTimeout(StatementTimeout);
        var pending = (await context.Database.GetPendingMigrationsAsync(cancellationToken)).Count();
        await context.Database.MigrateAsync(cancellationToken);
        logger.Migrated(pending);
        var made = await partitions.EnsureAsync(cancellationToken);
        if (made.Count > 0) logger.PartitionsMade(string.Join(", ", made));
    }
}
