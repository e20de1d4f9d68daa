using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Chat.Conversations.Storage;

/// <summary>
/// Makes the database when the server has none: where the system is deployed, the server may be new, and not even be up yet.
/// </summary>
internal sealed class DatabaseCreation(
    ChatDbContext context, IOptions<StorageOptions> options, TimeProvider time, ILogger<DatabaseCreation> logger)
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    public async Task EnsureAsync(CancellationToken cancellationToken)
    {
        var start = time.GetTimestamp();
        while (true)
        {
            try
            {
                await CreateIfMissingAsync(cancellationToken);
                return;
            }
            catch (Exception failure) when (
                StorageFailure.IsOutage(failure) && time.GetElapsedTime(start) < options.Value.SchemaTimeout)
            {
                logger.ServerAwaited(failure.Message);
                await Task.Delay(Pause, time, cancellationToken);
            }
        }
    }

    private async Task CreateIfMissingAsync(CancellationToken cancellationToken)
    {
        var creator = context.GetService<IRelationalDatabaseCreator>();
        if (await creator.ExistsAsync(cancellationToken)) return;
        try
        {
            await creator.CreateAsync(cancellationToken);
        }
        catch (PostgresException failure) when (
            failure.SqlState is PostgresErrorCodes.DuplicateDatabase or PostgresErrorCodes.UniqueViolation)
        {
            logger.DatabaseMadeElsewhere();
        }
    }
}
