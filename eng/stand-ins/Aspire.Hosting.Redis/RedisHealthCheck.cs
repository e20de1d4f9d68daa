using System.Net.Sockets;
using System.Text;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Aspire.Hosting.Redis;

/// <summary>Logs in and pings.</summary>
internal sealed class RedisHealthCheck(RedisResource redis) : IHealthCheck
{
    private const string Pong = "+PONG";

    public async Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            using var client = new TcpClient();
            await client.ConnectAsync(redis.PrimaryEndpoint.Host, redis.PrimaryEndpoint.Port, cancellationToken);
            await using var stream = client.GetStream();
            using var reader = new StreamReader(stream, Encoding.ASCII);

            if (redis.PasswordParameter is { } password)
                await AskAsync(stream, reader, $"AUTH \"{await password.GetValueAsync(cancellationToken)}\"", cancellationToken);
            var answer = await AskAsync(stream, reader, "PING", cancellationToken);
            return answer == Pong ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy($"Redis answered '{answer}'.");
        }
        catch (Exception exception) when (exception is SocketException or IOException)
        {
            return HealthCheckResult.Unhealthy(exception.Message, exception);
        }
    }

    private static async Task<string?> AskAsync(
        NetworkStream stream, StreamReader reader, string command, CancellationToken cancellationToken)
    {
        await stream.WriteAsync(Encoding.UTF8.GetBytes(command + "\r\n"), cancellationToken);
        return await reader.ReadLineAsync(cancellationToken);
    }
}
