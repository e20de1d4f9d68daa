using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Dashboard.Wire;
using Google.Protobuf.WellKnownTypes;

namespace Aspire.Hosting.Dashboard;

/// <summary>Writes resources and their output in the dashboard's words.</summary>
internal static class ResourceMapping
{
    public static WatchResourcesUpdate ToUpdate(IEnumerable<ResourceEvent> changes)
    {
        // Of several changes of one instance only the last matters.
        var latest = changes.GroupBy(c => c.ResourceId).Select(g => g.Last());
        var update = new WatchResourcesUpdate { Changes = new WatchResourcesChanges() };
        update.Changes.Value.AddRange(latest.Select(c => new WatchResourcesChange { Upsert = ToResource(c) }));
        return update;
    }

    public static WatchResourceConsoleLogsUpdate ToUpdate(IEnumerable<LogLine> lines)
    {
        var update = new WatchResourceConsoleLogsUpdate();
        update.LogLines.AddRange(lines.Select(line => new ConsoleLogLine
        {
            Text = line.Content,
            IsStdErr = line.IsErrorMessage,
            LineNumber = line.LineNumber,
        }));
        return update;
    }

    private static Wire.Resource ToResource(ResourceEvent change)
    {
        var snapshot = change.Snapshot;
        var resource = new Wire.Resource
        {
            Name = change.ResourceId,
            DisplayName = change.Resource.Name,
            ResourceType = snapshot.ResourceType,
            Uid = change.ResourceId,
            IsHidden = snapshot.IsHidden,
            SupportsDetailedTelemetry = change.Resource is ProjectResource,
            CreatedAt = ToTimestamp(snapshot.CreationTimeStamp),
            StartedAt = ToTimestamp(snapshot.StartTimeStamp),
            StoppedAt = ToTimestamp(snapshot.StopTimeStamp),
        };

        if (snapshot.State is { } state)
        {
            resource.State = state.Text;
            if (state.Style is not null)
                resource.StateStyle = state.Style;
        }

        resource.AddDetails(snapshot);
        return resource;
    }

    private static void AddDetails(this Wire.Resource resource, CustomResourceSnapshot snapshot)
    {
        resource.Environment.AddRange(snapshot.EnvironmentVariables.Select(v =>
            new EnvironmentVariable { Name = v.Name, Value = v.Value ?? string.Empty, IsFromSpec = v.IsFromSpec }));
        resource.Properties.AddRange(snapshot.Properties.Select(PartMapping.ToProperty));
        resource.Urls.AddRange(snapshot.Urls.Select(u => PartMapping.ToUrl(u, isInactive: !snapshot.IsRunning())));
        resource.Commands.AddRange(snapshot.Commands.Select(PartMapping.ToCommand));
        resource.HealthReports.AddRange(snapshot.HealthReports.Select(PartMapping.ToReport));
        resource.Volumes.AddRange(snapshot.Volumes.Select(v => new Volume
        {
            Source = v.Source ?? string.Empty,
            Target = v.Target,
            MountType = v.MountType,
            IsReadOnly = v.IsReadOnly,
        }));
        resource.Relationships.AddRange(snapshot.Relationships.Select(r =>
            new ResourceRelationship { ResourceName = r.ResourceName, Type = r.Type }));
    }

    private static Timestamp? ToTimestamp(DateTime? time) => time is { } value ? Timestamp.FromDateTime(value) : null;
}
