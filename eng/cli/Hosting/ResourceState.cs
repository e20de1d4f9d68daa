namespace Chat.Cli.Hosting;

/// <summary>One resource, or one replica of it, and how it fares.</summary>
internal sealed record ResourceState(
    string Name,
    int? Replica,
    string? Type,
    string? State,
    string? Health,
    int? Pid,
    Dictionary<string, string>? Endpoints,
    string? Log,
    int? ExitCode,
    string? Reason)
{
    public string? Http => Endpoints?.GetValueOrDefault("http") ?? Endpoints?.Values.FirstOrDefault();

    public string Title => Replica is > 0 ? $"{Name}-{Replica}" : Name;

    /// <summary>It does its work, or has done it.</summary>
    public bool IsReady => State switch
    {
        "Finished" or "Exited" => ExitCode is null or 0,
        "Running" => Health is null or "Healthy",
        null or "" => Health == "Healthy",
        _ => Health == "Healthy" || Type is "Parameter" or "ConnectionString",
    };

    /// <summary>It will not come up by waiting.</summary>
    public bool HasFailed => State is "FailedToStart" || (State is "Finished" or "Exited" && ExitCode is not (null or 0));

    public override string ToString() =>
        string.Join("  ", new[] { Title.PadRight(16), $"{State} {Health}".PadRight(20), Http ?? "", Reason ?? "" }).TrimEnd();
}
