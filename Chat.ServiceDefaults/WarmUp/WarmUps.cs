using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Chat.ServiceDefaults.WarmUp;

/// <summary>Runs every <see cref="IWarmUp"/> of a service at its start, and tells in its health what is still to be done.</summary>
internal sealed class WarmUps : BackgroundService
{
    private const string Name = "warm-up";

    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(500);

    private readonly WarmUpOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly long _start;
    private readonly ConcurrentDictionary<IWarmUp, string> _left;

    public WarmUps(IEnumerable<IWarmUp> steps, IOptions<WarmUpOptions> options, TimeProvider time, ILogger<WarmUps> logger)
    {
        (_options, _time, _logger, _start) = (options.Value, time, logger, time.GetTimestamp());
        _left = new(steps.Select(step => KeyValuePair.Create(step, "under way")));
    }

    /// <summary>
    /// Adds how far the warm-up is. It is no health check: one that is unhealthy is logged as an error, and a start is none.
    /// </summary>
    public HealthReport AddTo(HealthReport report)
    {
        var entries = new Dictionary<string, HealthReportEntry>(report.Entries) { [Name] = Tell() };
        return new HealthReport(entries, report.TotalDuration);
    }

    private HealthReportEntry Tell()
    {
        var left = string.Join("; ", _left.Select(step => $"{step.Key.GetType().Name}: {step.Value}"));
        var status = left.Length == 0 ? HealthStatus.Healthy
            : _time.GetElapsedTime(_start) < _options.Limit ? HealthStatus.Unhealthy : HealthStatus.Degraded;
        return new HealthReportEntry(status, left.Length == 0 ? null : left, TimeSpan.Zero, exception: null, data: null);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.WhenAll(_left.Keys.Select(step => RunAsync(step, stoppingToken)));
        WarmUpLog.Ready(_logger, _time.GetElapsedTime(_start));
    }

    private async Task RunAsync(IWarmUp step, CancellationToken stoppingToken)
    {
        while (!await TryAsync(step, stoppingToken))
            await Task.Delay(s_pause, _time, stoppingToken);
    }

    private async Task<bool> TryAsync(IWarmUp step, CancellationToken stoppingToken)
    {
        using var limit = new CancellationTokenSource(_options.TryTimeout, _time);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, stoppingToken);
        try
        {
            // What does not heed the token is not waited for either.
            await step.WarmUpAsync(stop.Token).WaitAsync(stop.Token);
            _left.TryRemove(step, out _);
            return true;
        }
        catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
        {
            _left[step] = failure is OperationCanceledException ? "takes long" : failure.Message;
            WarmUpLog.Failed(_logger, step.GetType().Name, _left[step]);
            return false;
        }
    }
}

/// <summary>The door of warming up.</summary>
public static class WarmUpExtensions
{
    /// <summary>Has this done before the service is healthy.</summary>
    public static void AddWarmUp<TWarmUp>(this IHostApplicationBuilder builder)
        where TWarmUp : class, IWarmUp =>
        builder.Services.AddSingleton<IWarmUp, TWarmUp>();

    internal static void AddWarmUps(this IHostApplicationBuilder builder)
    {
        builder.Services.AddOptions<WarmUpOptions>().BindConfiguration(WarmUpOptions.Section)
            .ValidateDataAnnotations().ValidateOnStart();
        builder.Services.AddSingleton<WarmUps>();
        builder.Services.AddHostedService(services => services.GetRequiredService<WarmUps>());
    }
}
