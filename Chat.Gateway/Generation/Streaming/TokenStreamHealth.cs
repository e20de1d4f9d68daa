using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Chat.Gateway.Generation.Streaming;

/// <summary>Degraded while token streams cannot be read.</summary>
internal sealed class TokenStreamHealth(TokenStreamReader reader) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            await reader.PingAsync(cancellationToken);
            return HealthCheckResult.Healthy();
        }
        catch (TokenStreamException e)
        {
            return HealthCheckResult.Degraded("Answers are not streamed: Redis does not answer.", e);
        }
    }
}
