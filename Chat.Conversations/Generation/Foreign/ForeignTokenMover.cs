using Microsoft.Extensions.Options;

namespace Chat.Conversations.Generation.Foreign;

/// <summary>
/// Looks after the stream of all jobs as long as the service runs. Several replicas may: what one has moved is gone for
/// the others.
/// </summary>
internal sealed class ForeignTokenMover(
    ForeignTokens tokens, IOptions<ForeignTokenOptions> options, TimeProvider time, ILogger<ForeignTokenMover> logger)
    : BackgroundService
{
    private static readonly TimeSpan FailureDelay = TimeSpan.FromSeconds(1);

    private bool _isFailing;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
            await Task.Delay(await StepAsync(stoppingToken), time, stoppingToken)
                .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    /// <summary>How long to wait for the next step.</summary>
    private async Task<TimeSpan> StepAsync(CancellationToken cancellationToken)
    {
        try
        {
            var isMore = await tokens.MoveAsync(cancellationToken);
            _isFailing = false;
            return isMore ? TimeSpan.Zero : options.Value.PollInterval;
        }
        catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
        {
            // Redis or the database is away; what waits goes on waiting.
            if (!_isFailing) logger.ForeignTokensWait(failure.Message);
            _isFailing = true;
            return FailureDelay;
        }
        catch (Exception)
        {
            // We stop.
            return TimeSpan.Zero;
        }
    }
}
