using System.Net;
using System.Text.Json;
using Chat.Tests.Infrastructure;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Chat.Tests.ServiceDefaults;

/// <summary>What the probes tell.</summary>
public sealed class HealthTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task BrokenComponent_IsNamedByHealth_AndDoesNotConcernAlive()
    {
        await using var host = await ServiceHost.StartAsync(
            TokenFactory.WithRandomKeys(),
            Cancellation,
            builder => builder.Services.AddHealthChecks()
                .AddCheck("store", () => HealthCheckResult.Unhealthy("the password of host db1 is wrong")));

        using var health = await host.SendAsync("/health", token: null, Cancellation);
        var text = await health.Content.ReadAsStringAsync(Cancellation);
        var components = JsonDocument.Parse(text).RootElement.GetProperty("components");

        Assert.Equal(HttpStatusCode.ServiceUnavailable, health.StatusCode);
        Assert.Equal("Unhealthy", components.GetProperty("store").GetProperty("status").GetString());
        Assert.Equal("Healthy", components.GetProperty("self").GetProperty("status").GetString());
        // The host runs outside Development.
        Assert.DoesNotContain("db1", text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, await host.GetStatusAsync("/alive", token: null, Cancellation));
    }

    [Fact]
    public async Task ManyWhoAsk_ShareAReportOfTheSameSecond()
    {
        var looks = 0;
        await using var host = await ServiceHost.StartAsync(
            TokenFactory.WithRandomKeys(),
            Cancellation,
            builder => builder.Services.AddHealthChecks().AddCheck("store", () =>
            {
                Interlocked.Increment(ref looks);
                return HealthCheckResult.Healthy();
            }));

        var begun = TimeProvider.System.GetTimestamp();
        for (var i = 0; i < 10; i++)
            await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => host.GetStatusAsync("/health", token: null, Cancellation)));

        Assert.InRange(looks, 1, 1 + TimeProvider.System.GetElapsedTime(begun).TotalSeconds);
    }

    [Fact]
    public async Task HangingComponent_IsGivenUp()
    {
        await using var host = await ServiceHost.StartAsync(
            TokenFactory.WithRandomKeys(),
            Cancellation,
            builder => builder.Services.AddHealthChecks().AddAsyncCheck(
                "store", cancellationToken => new TaskCompletionSource<HealthCheckResult>().Task.WaitAsync(cancellationToken)));

        using var health = await host.SendAsync("/health", token: null, Cancellation).WaitAsync(
            TimeSpan.FromSeconds(30), Cancellation);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, health.StatusCode);
    }
}
