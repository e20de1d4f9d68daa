using Aspire.Hosting.DotnetProjects;
using Aspire.Hosting.Processes;
using Aspire.Hosting.State;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.Dashboard;

/// <summary>Runs the Aspire dashboard next to the application, where there is one.</summary>
internal sealed class DashboardProcess(
    DashboardSettings settings,
    DashboardAddress address,
    OtlpSettings otlp,
    StateFolder state,
    IConfiguration configuration,
    ILogger<DashboardProcess> logger) : IHostedService, IAsyncDisposable
{
    private const string Name = "aspire-dashboard";

    private ChildProcess? _process;
    private LogFile? _log;

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        if (settings.Program is not { } program)
        {
            address.Reason = settings.WhyNot;
            return;
        }

        var frontEnd = DashboardPorts.FrontEnd(configuration);
        var otlpUrl = DashboardPorts.Otlp(configuration);
        _log = state.LogFileOf(Name, 0, 1) is { } path ? new LogFile(path) : null;
        _process = await ChildProcess.StartAsync(
            new ProcessSpec
            {
                FileName = program,
                Arguments = ["dashboard"],
                WorkingDirectory = Path.GetDirectoryName(program)!,
                Environment = DashboardEnvironment.Create(settings, frontEnd, otlpUrl),
            },
            (line, _) => _log?.Write(line));

        otlp.Endpoint = otlpUrl;
        otlp.ApiKey = settings.Access.OtlpKey;
        address.Url = $"{frontEnd}/login?t={settings.Access.BrowserToken}";
        logger.DashboardStarted(address.Url);
        _ = WatchAsync(_process);
    }

    public Task StopAsync(CancellationToken cancellationToken) => _process?.StopAsync() ?? Task.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        await StopAsync(CancellationToken.None);
        _process?.Dispose();
        _log?.Dispose();
    }

    private async Task WatchAsync(ChildProcess process)
    {
        var exitCode = await process.Exited;
        address.Url = null;
        address.Reason = $"The dashboard ended with exit code {exitCode}.";
        logger.DashboardEnded(exitCode);
    }
}
