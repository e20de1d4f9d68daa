namespace Aspire.Hosting.State;

/// <summary>The content of <c>state.json</c>.</summary>
internal sealed record ApplicationState(
    int Pid, string? Dashboard, string? DashboardReason, IReadOnlyList<ResourceState> Resources);

/// <summary>One instance in <c>state.json</c>.</summary>
internal sealed record ResourceState(
    string Name,
    int Replica,
    string Type,
    string? State,
    string? Health,
    int? Pid,
    IReadOnlyDictionary<string, string> Endpoints,
    string? Log,
    int? ExitCode,
    string? Reason);
