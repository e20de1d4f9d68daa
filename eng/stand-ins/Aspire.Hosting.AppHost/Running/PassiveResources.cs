using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Running;

/// <summary>Gives states to resources that have no process: parameters, connection strings, databases.</summary>
internal sealed class PassiveResources(ResourceNotificationService notifications)
{
    public Task FollowAsync(IResource resource, CancellationToken cancellationToken) => resource switch
    {
        ParameterResource parameter => ResolveAsync(parameter),
        ConnectionStringResource connection => ResolveAsync(connection, cancellationToken),
        ExternalServiceResource or ContainerResource => SetRunningAsync(resource),
        IResourceWithParent child => FollowParentAsync(child, cancellationToken),
        _ => Task.CompletedTask,
    };

    private async Task ResolveAsync(ParameterResource parameter)
    {
        try
        {
            var value = parameter.Value;
            await notifications.PublishUpdateAsync(parameter, s => s
                .WithProperty(KnownProperties.ParameterValue, value, isSensitive: parameter.Secret));
            await SetRunningAsync(parameter);
        }
        catch (MissingParameterValueException exception)
        {
            await notifications.PublishUpdateAsync(parameter, s => (s with
            {
                State = new ResourceStateSnapshot(KnownResourceStates.ValueMissing, KnownResourceStateStyles.Warn),
            }).WithProperty(KnownProperties.Reason, exception.Message));
        }
    }

    private async Task ResolveAsync(ConnectionStringResource connection, CancellationToken cancellationToken)
    {
        await new DependencyWaiter(notifications).WaitAsync(connection, connection.Name, cancellationToken);
        var value = await ((IResourceWithConnectionString)connection).GetConnectionStringAsync(cancellationToken);
        await notifications.PublishUpdateAsync(connection, s => s
            .WithProperty(KnownProperties.ConnectionString, value, isSensitive: true));
        await SetRunningAsync(connection);
    }

    /// <summary>A database runs while its server does.</summary>
    private async Task FollowParentAsync(IResourceWithParent child, CancellationToken cancellationToken)
    {
        await foreach (var change in notifications.WatchAsync(cancellationToken))
        {
            if (ReferenceEquals(change.Resource, child.Parent))
                await MirrorAsync(child, change.Snapshot);
        }
    }

    private async Task MirrorAsync(IResource child, CustomResourceSnapshot parent)
    {
        if (!notifications.TryGetCurrentState(child.Name, out var current) ||
            current.Snapshot.State?.Text == parent.State?.Text)
            return;

        await notifications.PublishUpdateAsync(child, s => (s with
        {
            State = parent.State,
            StartTimeStamp = parent.StartTimeStamp,
            StopTimeStamp = parent.StopTimeStamp,
            ExitCode = parent.ExitCode,
            Ready = null,
            HealthReports = [.. s.HealthReports.Select(r => new HealthReportSnapshot(r.Name, null, null, null))],
        }).WithProperty(KnownProperties.Reason, parent.FindProperty(KnownProperties.Reason)));
    }

    private Task SetRunningAsync(IResource resource) => notifications.PublishUpdateAsync(resource, s => s with
    {
        State = new ResourceStateSnapshot(KnownResourceStates.Running, KnownResourceStateStyles.Success),
        StartTimeStamp = DateTime.UtcNow,
    });
}
