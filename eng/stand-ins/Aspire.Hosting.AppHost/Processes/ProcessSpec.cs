namespace Aspire.Hosting.Processes;

/// <summary>Everything needed to start a process, and to end it.</summary>
internal sealed record ProcessSpec
{
    public required string FileName { get; init; }

    public IReadOnlyList<string> Arguments { get; init; } = [];

    public required string WorkingDirectory { get; init; }

    /// <summary>What is set on top of the AppHost's own environment.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();

    /// <summary>What the process reads; nothing when null.</summary>
    public string? Input { get; init; }

    /// <summary>The account to run as, when it is not the AppHost's.</summary>
    public string? RunAs { get; init; }

    public Signal StopSignal { get; init; } = Signal.Terminate;

    /// <summary>What the kernel sends when the AppHost dies without a word.</summary>
    public Signal ParentDeathSignal { get; init; } = Signal.Kill;

    public TimeSpan StopTimeout { get; init; } = TimeSpan.FromSeconds(6);

    /// <summary>True when the stop signal must reach children of the process too.</summary>
    public bool SignalsGroup { get; init; }

    /// <summary>Reads the port that the process says it listens on, for those that choose it themselves.</summary>
    public Func<string, int?>? ReadAnnouncedPort { get; init; }
}
