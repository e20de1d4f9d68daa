using System.Net;
using Chat.ServiceDefaults.WarmUp;
using Chat.Tests.Infrastructure;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Chat.Tests.ServiceDefaults;

/// <summary>What a service says of itself while it warms up.</summary>
public sealed class WarmUpTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Service_ThatIsNotWarmYet_IsUnhealthyUntilItIs()
    {
        var step = new Step();
        await using var host = await StartAsync(step, "00:10:00");

        Assert.Equal(HttpStatusCode.ServiceUnavailable, await host.GetStatusAsync("/health", token: null, Cancellation));
        Assert.Equal(HttpStatusCode.OK, await host.GetStatusAsync("/alive", token: null, Cancellation));
        step.Done.SetResult();
        await Eventually.ReadAsync(
            token => host.GetStatusAsync("/health", token: null, token), status => status == HttpStatusCode.OK,
            TimeSpan.FromSeconds(10), Cancellation);
    }

    [Fact]
    public async Task Service_ThatNeverGetsWarm_IsDegradedAfterItsLimit()
    {
        await using var host = await StartAsync(new Step(), "00:00:00");

        using var health = await host.SendAsync("/health", token: null, Cancellation);

        Assert.Equal(HttpStatusCode.OK, health.StatusCode);
        Assert.Contains("Degraded", await health.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
    }

    private static Task<ServiceHost> StartAsync(Step step, string limit) => ServiceHost.StartAsync(
        TokenFactory.WithRandomKeys(),
        Cancellation,
        builder =>
        {
            builder.Configuration.AddInMemoryCollection([new("WarmUp:Limit", limit)]);
            builder.Services.AddSingleton<IWarmUp>(step);
        });

    /// <summary>Fails once and then takes as long as the test wants.</summary>
    private sealed class Step : IWarmUp
    {
        private int _tries;

        public TaskCompletionSource Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task WarmUpAsync(CancellationToken cancellationToken) =>
            Interlocked.Increment(ref _tries) == 1 ? throw new IOException("not there yet") : Done.Task;
    }
}
