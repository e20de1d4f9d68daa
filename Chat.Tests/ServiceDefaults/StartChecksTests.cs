using Chat.Tests.Infrastructure;
using Microsoft.Extensions.Options;

namespace Chat.Tests.ServiceDefaults;

/// <summary>Settings with which nobody would be safe keep a service from starting.</summary>
public sealed class StartChecksTests
{
    private const string LongKey = "0123456789abcdef0123456789abcdef";
    private const string OtherKey = "fedcba9876543210fedcba9876543210";

    [Theory]
    [InlineData("", LongKey, "Authentication:SigningKey")]
    [InlineData("short", LongKey, "Authentication:SigningKey is shorter than 32 bytes")]
    [InlineData(LongKey, "", "Authentication:ServiceKey is not set")]
    [InlineData(LongKey, "short", "Authentication:ServiceKey is shorter than 32 bytes")]
    [InlineData(LongKey, LongKey, "Authentication:ServiceKey equals the SigningKey")]
    public async Task BadKeys_KeepTheServiceFromStarting(string signingKey, string serviceKey, string message)
    {
        var start = () => ServiceHost.StartAsync(
            new TokenFactory(signingKey, serviceKey), TestContext.Current.CancellationToken);

        var exception = await Assert.ThrowsAsync<OptionsValidationException>(start);
        Assert.Contains(message, exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task GoodKeys_LetItStart()
    {
        await using var host = await ServiceHost.StartAsync(
            new TokenFactory(LongKey, OtherKey), TestContext.Current.CancellationToken);

        using var response = await host.SendAsync("/health", token: null, TestContext.Current.CancellationToken);
        Assert.True(response.IsSuccessStatusCode);
    }
}
