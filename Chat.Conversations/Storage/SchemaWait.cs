using System.Net.Sockets;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Chat.Conversations.Storage;

/// <summary>
/// Holds the service back until the database has the schema that it was built for: where the system is deployed, nothing else
/// waits for the migrations. Until then it answers nobody, so it is not healthy either; a newer schema is fine.
/// </summary>
internal sealed class SchemaWait(
    IServiceScopeFactory scopes, IOptions<StorageOptions> options, TimeProvider time, ILogger<SchemaWait> logger) : IHostedService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var start = time.GetTimestamp();
        string? told = null;
        while (await FindObstacleAsync(cancellationToken) is { } obstacle)
        {
            if (time.GetElapsedTime(start) > options.Value.SchemaTimeout)
                throw new InvalidOperationException(
                    $"The database is not ready after {options.Value.SchemaTimeout}: {obstacle}. "
                    + "Run the migrations (Chat.Conversations migrate), or raise Storage:SchemaTimeout.");
            if (told != obstacle) logger.SchemaAwaited(obstacle);
            told = obstacle;
            await Task.Delay(Pause, time, cancellationToken);
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private async Task<string?> FindObstacleAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        try
        {
            var database = CreateContext(scope.ServiceProvider).Database;
            var missing = (await database.GetPendingMigrationsAsync(cancellationToken)).ToList();
            return missing is [var first, ..] ? $"{missing.Count} migrations are missing, the first is {first}" : null;
        }
        catch (Exception failure) when (
            failure is NpgsqlException or SocketException or TimeoutException || StorageFailure.IsOutage(failure))
        {
            return failure.Message;
        }
    }

    // A hosted service lives as long as the process, a context does not.
    private static ChatDbContext CreateContext(IServiceProvider services) => services.GetRequiredService<ChatDbContext>();
}
