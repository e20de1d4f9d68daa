using System.Globalization;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Processes;

namespace Aspire.Hosting.Running;

/// <summary>Publishes the states an instance goes through.</summary>
internal sealed class InstanceStates(ResourceInstance instance, ResourceNotificationService notifications)
{
    /// <summary>Forgets the last run.</summary>
    public Task ResetAsync() => PublishAsync(s => s with
    {
        ExitCode = null,
        StopTimeStamp = null,
        Ready = null,
        HealthReports = [.. s.HealthReports.Select(r => new HealthReportSnapshot(r.Name, null, null, null))],
        State = KnownResourceStates.Starting,
    });

    public Task StartingAsync() => PublishAsync(s => s with { State = KnownResourceStates.Starting });

    public Task RunningAsync(ProcessSpec spec, int processId) => PublishAsync(s => (s with
    {
        State = new ResourceStateSnapshot(KnownResourceStates.Running, KnownResourceStateStyles.Success),
        StartTimeStamp = DateTime.UtcNow,
        EnvironmentVariables = [.. spec.Environment.OrderBy(v => v.Key, StringComparer.Ordinal).Select(v =>
            new EnvironmentVariableSnapshot(v.Key, v.Value, IsFromSpec: true))],
    })
        .WithProperty(KnownProperties.Reason, null)
        .WithProperty(KnownProperties.ExitCode, null)
        .WithProperty(KnownProperties.ContainerImage, ImageName(spec))
        .WithProperty(KnownProperties.ExecutablePath, instance.Resource is ContainerResource ? null : spec.FileName)
        .WithProperty(KnownProperties.ExecutableWorkDir, spec.WorkingDirectory)
        .WithProperty(KnownProperties.ExecutableArgs, string.Join(' ', spec.Arguments), isSensitive: true)
        .WithProperty(KnownProperties.ExecutablePid, processId));

    public Task StoppingAsync() => PublishAsync(s => s with { State = KnownResourceStates.Stopping });

    public Task EndedAsync(int? exitCode, bool wasStopped) => PublishAsync(s => (s with
    {
        State = new ResourceStateSnapshot(EndState(wasStopped), EndStyle(exitCode, wasStopped)),
        ExitCode = exitCode,
        StopTimeStamp = DateTime.UtcNow,
        Ready = null,
    })
        .WithProperty(KnownProperties.ExitCode, exitCode)
        .WithProperty(KnownProperties.ExecutablePid, null)
        .WithProperty(KnownProperties.Reason, EndReason(exitCode, wasStopped)));

    public Task FailedAsync(string reason) => PublishAsync(s => (s with
    {
        State = new ResourceStateSnapshot(KnownResourceStates.FailedToStart, KnownResourceStateStyles.Error),
        StopTimeStamp = DateTime.UtcNow,
        Ready = null,
    })
        .WithProperty(KnownProperties.ExecutablePid, null)
        .WithProperty(KnownProperties.Reason, reason));

    /// <summary>What the dashboard shows where a container has its image.</summary>
    private string? ImageName(ProcessSpec spec)
    {
        if (instance.Resource is not ContainerResource)
            return null;

        var program = spec.FileName == DotnetHost.Path ? spec.Arguments[0] : spec.FileName;
        return $"{Path.GetFileName(program)} (native process)";
    }

    // As in Aspire: programs finish, containers and what was stopped exit.
    private string EndState(bool wasStopped) =>
        wasStopped || instance.Resource is ContainerResource ? KnownResourceStates.Exited : KnownResourceStates.Finished;

    private static string? EndStyle(int? exitCode, bool wasStopped) =>
        wasStopped || exitCode is 0 ? null : KnownResourceStateStyles.Error;

    private static string? EndReason(int? exitCode, bool wasStopped) => wasStopped || exitCode is 0
        ? null
        : string.Create(CultureInfo.InvariantCulture, $"The process ended by itself with exit code {exitCode}.");

    private Task PublishAsync(Func<CustomResourceSnapshot, CustomResourceSnapshot> change) =>
        notifications.PublishUpdateAsync(instance.Resource, instance.Id, change);
}
