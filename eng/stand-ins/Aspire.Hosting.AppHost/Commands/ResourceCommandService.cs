namespace Aspire.Hosting.ApplicationModel;

/// <summary>Runs commands of resources.</summary>
public class ResourceCommandService
{
    private readonly ResourceNotificationService _notifications;
    private readonly ResourceLoggerService _logs;
    private readonly IServiceProvider _services;

    internal ResourceCommandService(
        ResourceNotificationService notifications, ResourceLoggerService logs, IServiceProvider services)
    {
        _notifications = notifications;
        _logs = logs;
        _services = services;
    }

    public async Task<ExecuteCommandResult> ExecuteCommandAsync(
        string resourceId, string commandName, CancellationToken cancellationToken = default) =>
        _notifications.TryGetCurrentState(resourceId, out var instance)
            ? await ExecuteAsync(instance.Resource, instance.ResourceId, commandName, cancellationToken)
            : CommandResults.Failure($"Resource '{resourceId}' not found.");

    /// <summary>Runs the command on every instance of the resource.</summary>
    public async Task<ExecuteCommandResult> ExecuteCommandAsync(
        IResource resource, string commandName, CancellationToken cancellationToken = default)
    {
        var runs = ResourceIds.Of(resource).Select(id => ExecuteAsync(resource, id, commandName, cancellationToken));
        var results = await Task.WhenAll(runs);
        if (results.All(r => r.Success))
            return results.Length == 1 ? results[0] : CommandResults.Success();
        if (results.Any(r => r.Canceled))
            return CommandResults.Canceled();

        var failures = results.Where(r => !r.Success).Select(r => r.ErrorMessage).Where(m => m is not null);
        return CommandResults.Failure(string.Join(" ", failures));
    }

    private async Task<ExecuteCommandResult> ExecuteAsync(
        IResource resource, string resourceId, string commandName, CancellationToken cancellationToken)
    {
        var command = resource.Annotations.OfType<ResourceCommandAnnotation>()
            .FirstOrDefault(c => string.Equals(c.Name, commandName, StringComparison.OrdinalIgnoreCase));
        if (command is null)
            return CommandResults.Failure($"Command '{commandName}' not available for resource '{resourceId}'.");

        var logger = _logs.GetLogger(resourceId);
        try
        {
            logger.CommandStarts(commandName);
            var context = new ExecuteCommandContext
            {
                ServiceProvider = _services,
                ResourceName = resourceId,
                CancellationToken = cancellationToken,
                Logger = logger,
            };
            return await command.ExecuteCommand(context);
        }
        catch (OperationCanceledException)
        {
            return CommandResults.Canceled();
        }
        catch (Exception exception)
        {
            logger.CommandFailed(exception, commandName);
            return CommandResults.Failure(exception);
        }
    }
}
