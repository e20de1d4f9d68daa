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
    public string? Address => Endpoints?.GetValueOrDefault("http") ?? Endpoints?.Values.FirstOrDefault();

    /// <summary>The name, with the replica's number when there are several, as its log file has it.</summary>
    public string Title => Log is null ? Name : Path.GetFileNameWithoutExtension(Log);

    /// <summary>This machine does not have it and the system works without it; the reason says more.</summary>
    public bool IsUnavailable => State == "Unavailable";

    /// <summary>It does its work, or has done it.</summary>
    public bool IsReady => State switch
    {
        "Finished" or "Exited" => ExitCode is null or 0,
        "Running" => Health is null or "Healthy",
        _ => IsUnavailable,
    };

    /// <summary>It will not come up by waiting.</summary>
    public bool HasFailed =>
        State is "FailedToStart" or "ValueMissing" || (State is "Finished" or "Exited" && ExitCode is not (null or 0));

    public override string ToString() =>
        string.Join("  ", new[] { Title.PadRight(18), Condition.PadRight(18), Address ?? "", Reason ?? "" }).TrimEnd();

    private string Condition => State == "Running" && Health is not null ? $"{State}, {Health}" : State ?? "";
}
