using Chat.Cli.Hosting;

namespace Chat.Cli.Verbs;

/// <summary>Checks the audit trail of the running system.</summary>
internal sealed class AuditVerb : IVerb
{
    public string Name => "audit";
    public string Arguments => "verify";
    public string Summary => "recompute the chain of every conversation's audit trail; fails when a record was tampered with";

    public Task<int> RunAsync(string[] arguments, CancellationToken cancellationToken) => arguments is ["verify"]
        ? OneShot.RunAsync("verify-audit", cancellationToken)
        : throw CliException.Usage("'audit' can verify.");
}
