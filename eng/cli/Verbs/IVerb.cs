namespace Chat.Cli.Verbs;

/// <summary>One thing that ./chat can do.</summary>
internal interface IVerb
{
    string Name { get; }

    /// <summary>The arguments as the help shows them.</summary>
    string Arguments { get; }

    string Summary { get; }

    /// <summary>Does it and gives the exit code.</summary>
    Task<int> RunAsync(string[] arguments, CancellationToken cancellationToken);
}
