using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>Repeats the output of all resources in the AppHost's own log, when asked to.</summary>
internal sealed class ResourceLogForwarder(
    ResourceNotificationService notifications,
    ResourceLoggerService logs,
    ILoggerFactory loggers,
    IHostEnvironment environment) : BackgroundService
{
    private readonly HashSet<string> _followed = new(StringComparer.OrdinalIgnoreCase);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var followers = new List<Task>();
        try
        {
            await foreach (var change in notifications.WatchAsync(stoppingToken))
            {
                if (_followed.Add(change.ResourceId))
                    followers.Add(FollowAsync(change, stoppingToken));
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            await Task.WhenAll(followers).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task FollowAsync(ResourceEvent instance, CancellationToken stoppingToken)
    {
        var logger = loggers.CreateLogger($"{environment.ApplicationName}.Resources.{instance.Resource.Name}");
        await foreach (var batch in logs.WatchAsync(instance.ResourceId).WithCancellation(stoppingToken))
        {
            foreach (var line in batch)
                logger.Line(line.IsErrorMessage ? LogLevel.Error : LogLevel.Information, line.LineNumber, line.Content);
        }
    }
}
