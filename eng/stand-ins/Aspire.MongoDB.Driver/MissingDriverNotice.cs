using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Aspire.MongoDB.Driver;

/// <summary>Says once, at start, that this build runs without MongoDB.</summary>
internal sealed partial class MissingDriverNotice(ILogger<MissingDriverNotice> logger) : IHostedService
{
    public const string Reason = "Built without the MongoDB driver (restricted package mode); nothing is archived.";

    public Task StartAsync(CancellationToken cancellationToken)
    {
        LogMissingDriver(logger, Reason);
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Reason}")]
    private static partial void LogMissingDriver(ILogger logger, string reason);
}
