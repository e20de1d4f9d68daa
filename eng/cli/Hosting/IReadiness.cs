namespace Chat.Cli.Hosting;

/// <summary>Tells whether the started system is healthy: by the stand-ins' state file, or by asking what Aspire runs.</summary>
internal interface IReadiness
{
    /// <summary>Where it answers once all of it is healthy, else null; fails when it never will be.</summary>
    Task<Endpoints?> CheckAsync(CancellationToken cancellationToken);

    /// <summary>What is not healthy yet, a line each.</summary>
    IEnumerable<string> Missing();
}
