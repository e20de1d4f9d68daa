using System.Net;
using System.Text.Json;
using Chat.ServiceDefaults.Replicas;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Chat.ServiceDefaults.Health;

/// <summary>As healthy as a service that this one cannot work without, asked over the connections that its calls take.</summary>
internal sealed class ServiceHealth(HttpClient http) : IHealthCheck
{
    /// <summary>The names of the service's components that are not well.</summary>
    public const string Failing = "failing";

    public async Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, Probes.HealthPath)
            {
                Version = HttpVersion.Version20, VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            };
            request.Headers.Add(RepeatableCalls.Mark, "1");
            using var response = await http.SendAsync(request, cancellationToken);
            var body = await response.Content.ReadAsByteArrayAsync(cancellationToken);
            return Read(response.StatusCode, body);
        }
        catch (Exception failure) when (failure is HttpRequestException or IOException or JsonException
            || (failure is OperationCanceledException && cancellationToken.IsCancellationRequested))
        {
            return HealthCheckResult.Unhealthy("It does not answer.", failure);
        }
    }

    private static HealthCheckResult Read(HttpStatusCode status, byte[] body)
    {
        var report = JsonSerializer.Deserialize<Report>(body, JsonSerializerOptions.Web);
        var failing = report?.Components?.Where(one => one.Value.Status != nameof(HealthStatus.Healthy))
            .Select(one => one.Key).Order(StringComparer.Ordinal).ToArray() ?? [];
        var data = failing.Length == 0 ? null : new Dictionary<string, object> { [Failing] = failing };
        if (status != HttpStatusCode.OK) return HealthCheckResult.Unhealthy("It is not healthy.", data: data);
        return failing.Length == 0 ? HealthCheckResult.Healthy() : HealthCheckResult.Degraded("A part of it is away.", data: data);
    }

    private sealed record Report(IReadOnlyDictionary<string, Component>? Components);

    private sealed record Component(string? Status);
}
