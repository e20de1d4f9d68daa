using Chat.Tests.Infrastructure;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Chat.Tests.ServiceDefaults;

/// <summary>Names of services become addresses.</summary>
public sealed class ServiceDiscoveryTests : IAsyncLifetime
{
    private ServiceHost _first = null!;
    private ServiceHost _second = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _first = await StartAsync("first");
        _second = await StartAsync("second");
    }

    public async ValueTask DisposeAsync()
    {
        await _first.DisposeAsync();
        await _second.DisposeAsync();
    }

    [Theory]
    [InlineData("http://shop")]
    [InlineData("https+http://shop")]
    [InlineData("http://_admin.shop")]
    public async Task Name_LeadsToTheConfiguredAddress(string address)
    {
        using var provider = Discover(
            ("services:shop:http:0", _first.HttpAddress), ("services:shop:admin:0", _second.HttpAddress));

        var answer = await GetAsync(provider, address);

        Assert.Equal(address.Contains("_admin", StringComparison.Ordinal) ? "second" : "first", answer);
    }

    [Fact]
    public async Task SeveralAddresses_TakeTurns()
    {
        using var provider = Discover(
            ("services:shop:http:0", _first.HttpAddress), ("services:shop:http:1", _second.HttpAddress));

        var answers = new HashSet<string>();
        for (var i = 0; i < 20; i++)
            answers.Add(await GetAsync(provider, "http://shop"));

        Assert.Equal(["first", "second"], answers.Order());
    }

    [Fact]
    public async Task UnknownHost_IsCalledAsItStands()
    {
        using var provider = Discover(("services:shop:http:0", _first.HttpAddress));

        Assert.Equal("second", await GetAsync(provider, _second.HttpAddress.ToString()));
    }

    private static Task<ServiceHost> StartAsync(string name) => ServiceHost.StartAsync(
        TokenFactory.WithRandomKeys(), Cancellation, map: app => app.MapGet("/name", () => name));

    private static async Task<string> GetAsync(ServiceProvider provider, string address) =>
        await provider.GetRequiredService<IHttpClientFactory>().CreateClient("any")
            .GetStringAsync(new Uri(new Uri(address), "/name"), Cancellation);

    private static ServiceProvider Discover(params (string Key, Uri Address)[] endpoints)
    {
        var settings = endpoints.ToDictionary(endpoint => endpoint.Key, endpoint => (string?)endpoint.Address.ToString());
        var services = new ServiceCollection();
        services.AddSingleton<IConfiguration>(new ConfigurationBuilder().AddInMemoryCollection(settings).Build());
        services.AddServiceDiscovery();
        services.AddHttpClient("any").AddServiceDiscovery();
        return services.BuildServiceProvider();
    }
}
