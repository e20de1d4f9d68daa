using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Native;

namespace Aspire.Hosting.Running;

/// <summary>Holds a resource back until everything it waits for has come far enough.</summary>
internal sealed class DependencyWaiter(ResourceNotificationService notifications)
{
    public static bool IsReady(CustomResourceSnapshot snapshot) =>
        snapshot.IsRunning() &&
        snapshot.HealthStatus == Microsoft.Extensions.Diagnostics.HealthChecks.HealthStatus.Healthy &&
        snapshot.Ready is not null;

    public async Task WaitAsync(IResource resource, string resourceId, CancellationToken cancellationToken)
    {
        var waits = resource.Annotations.OfType<WaitAnnotation>().Where(w => !CanDoWithout(resource, w.Resource)).ToList();
        if (waits.Count == 0)
            return;
        if (waits.Select(w => w.Resource).FirstOrDefault(IsUnavailable) is { } absent)
            throw new DistributedApplicationException($"Dependency resource '{absent.Name}' is not available here.");

        await notifications.PublishUpdateAsync(resource, resourceId, s => s with
        {
            State = KnownResourceStates.Waiting,
        });
        await Task.WhenAll(waits.Select(w => WaitForAsync(w, cancellationToken)));
    }

    private static bool IsUnavailable(IResource resource) => resource.HasAnnotationOfType<UnavailableAnnotation>();

    /// <summary>A server this machine does not have is not waited for by those that can do without it.</summary>
    private static bool CanDoWithout(IResource resource, IResource dependency)
    {
        var root = dependency.GetRoot();
        return IsUnavailable(root) &&
            resource.Annotations.OfType<OptionalReferenceAnnotation>().Any(r => ReferenceEquals(r.Resource.GetRoot(), root));
    }

    private Task WaitForAsync(WaitAnnotation wait, CancellationToken cancellationToken)
    {
        var ids = ResourceIds.Of(wait.Resource);
        return Task.WhenAll(ids.Select(id => WaitForInstanceAsync(wait, id, cancellationToken)));
    }

    private async Task WaitForInstanceAsync(WaitAnnotation wait, string resourceId, CancellationToken cancellationToken)
    {
        var stopsOnFailure = wait.WaitType == WaitType.WaitForCompletion ||
            (wait.WaitBehavior ?? notifications.DefaultWaitBehavior) == WaitBehavior.StopOnResourceUnavailable;
        var reached = await notifications.WaitForResourceAsync(
            resourceId,
            e => IsSatisfied(wait, e.Snapshot) || (stopsOnFailure && e.Snapshot.IsTerminal()),
            cancellationToken);

        if (!IsSatisfied(wait, reached.Snapshot))
            throw new DistributedApplicationException(DescribeFailure(wait, reached.Snapshot));
        if (wait.WaitType == WaitType.WaitUntilHealthy)
            await reached.Snapshot.Ready!.WaitAsync(cancellationToken);
    }

    private static bool IsSatisfied(WaitAnnotation wait, CustomResourceSnapshot snapshot) => wait.WaitType switch
    {
        WaitType.WaitUntilHealthy => IsReady(snapshot),
        WaitType.WaitUntilStarted => snapshot.IsRunning(),
        _ => snapshot.IsTerminal() && snapshot.ExitCode == wait.ExitCode,
    };

    private static string DescribeFailure(WaitAnnotation wait, CustomResourceSnapshot snapshot)
    {
        var name = wait.Resource.Name;
        if (snapshot.State?.Text == KnownResourceStates.FailedToStart)
            return $"Dependency resource '{name}' failed to start.";
        return wait.WaitType == WaitType.WaitForCompletion
            ? $"Resource '{name}' has entered the '{snapshot.State?.Text}' state with exit code " +
              $"'{snapshot.ExitCode}' expected '{wait.ExitCode}'."
            : $"Resource '{name}' has entered the '{snapshot.State?.Text}' state prematurely.";
    }
}
