using System.Collections.Immutable;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>Small changes to snapshots.</summary>
internal static class SnapshotExtensions
{
    public static CustomResourceSnapshot WithProperty(
        this CustomResourceSnapshot snapshot, string name, object? value, bool isSensitive = false)
    {
        var others = snapshot.Properties.RemoveAll(p => p.Name == name);
        return snapshot with
        {
            Properties = value is null
                ? others
                : others.Add(new ResourcePropertySnapshot(name, value) { IsSensitive = isSensitive }),
        };
    }

    public static object? FindProperty(this CustomResourceSnapshot snapshot, string name) =>
        snapshot.Properties.FirstOrDefault(p => p.Name == name)?.Value;

    public static bool IsTerminal(this CustomResourceSnapshot snapshot) =>
        snapshot.State?.Text is { } state && KnownResourceStates.TerminalStates.Contains(state);

    public static bool IsRunning(this CustomResourceSnapshot snapshot) =>
        snapshot.State?.Text == KnownResourceStates.Running;
}
