using Chat.ServiceDefaults.WarmUp;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Chat.ServiceDefaults.Health;

/// <summary>
/// Runs the checks for everybody who asks: anybody may, so all who do within a second share one report, and no store is
/// asked more often than that.
/// </summary>
internal sealed class HealthReports(HealthCheckService checks, WarmUps warmUps, TimeProvider time)
{
    private static readonly TimeSpan s_age = TimeSpan.FromSeconds(1);

    private readonly Lock _gate = new();
    private Task<HealthReport>? _report;
    private long _madeAt;

    public async Task<HealthReport> OfAllAsync(CancellationToken cancellationToken) =>
        warmUps.AddTo(await SharedAsync(cancellationToken));

    private Task<HealthReport> SharedAsync(CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            if (_report is null || (_report.IsCompleted && time.GetElapsedTime(_madeAt) > s_age))
                _report = MakeAsync();
            return _report.WaitAsync(cancellationToken);
        }
    }

    /// <summary>Of checks that cost nothing.</summary>
    public Task<HealthReport> OfAsync(Func<HealthCheckRegistration, bool> which, CancellationToken cancellationToken) =>
        checks.CheckHealthAsync(which, cancellationToken);

    /// <summary>Not the first asker's to cancel: the others wait for it too. Each check has a time limit of its own.</summary>
    private async Task<HealthReport> MakeAsync()
    {
        try
        {
            return await Task.Run(() => checks.CheckHealthAsync());
        }
        finally
        {
            Volatile.Write(ref _madeAt, time.GetTimestamp());
        }
    }
}
