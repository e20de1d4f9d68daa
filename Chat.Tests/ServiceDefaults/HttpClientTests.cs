using System.Net;
using Chat.Tests.Infrastructure;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Chat.Tests.ServiceDefaults;

/// <summary>HTTP clients repeat what failed, unless a repetition could do its work twice.</summary>
public sealed class HttpClientTests : IAsyncLifetime
{
    private ServiceHost _host = null!;
    private int _calls;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _host = await ServiceHost.StartAsync(
        TokenFactory.WithRandomKeys(), Cancellation, map: app => app.Map("/flaky", Answer));

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task Get_IsRepeatedAfterAFailure()
    {
        using var response = await CreateClient().GetAsync(new Uri(_host.HttpAddress, "/flaky"), Cancellation);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(2, _calls);
    }

    [Fact]
    public async Task Post_IsNotRepeated()
    {
        using var content = new StringContent("once");
        using var response = await CreateClient().PostAsync(new Uri(_host.HttpAddress, "/flaky"), content, Cancellation);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
        Assert.Equal(1, _calls);
    }

    private HttpClient CreateClient() => _host.Services.GetRequiredService<IHttpClientFactory>().CreateClient("any");

    private IResult Answer() => Interlocked.Increment(ref _calls) == 1
        ? Results.StatusCode(StatusCodes.Status503ServiceUnavailable)
        : Results.Ok();
}
