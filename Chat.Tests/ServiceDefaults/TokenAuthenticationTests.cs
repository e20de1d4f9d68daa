using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Chat.ServiceDefaults;
using Chat.Tests.Infrastructure;
using Microsoft.Extensions.DependencyInjection;

namespace Chat.Tests.ServiceDefaults;

/// <summary>Who gets in with which token.</summary>
public sealed class TokenAuthenticationTests : IAsyncLifetime
{
    private readonly TokenFactory _tokens = TokenFactory.WithRandomKeys();
    private ServiceHost _host = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _host = await ServiceHost.StartAsync(_tokens, Cancellation);

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task UserToken_OnUserRoute_TellsTheCaller()
    {
        using var response = await _host.SendAsync(
            "/user", _tokens.Mint(new Claims("ann") { Tenant = "acme", Type = "agent" }), Cancellation);

        var caller = await response.Content.ReadFromJsonAsync<JsonElement>(Cancellation);
        Assert.Equal("acme", caller.GetProperty("tenant").GetString());
        Assert.Equal("ann", caller.GetProperty("id").GetString());
        Assert.Equal((int)CallerType.Agent, caller.GetProperty("type").GetInt32());
        Assert.Equal("member", Assert.Single(caller.GetProperty("roles").EnumerateArray()).GetString());
        Assert.Equal("The agent ann", caller.GetProperty("name").GetString());
    }

    [Fact]
    public async Task UserToken_WithoutOptionalClaims_HasDefaults()
    {
        using var response = await _host.SendAsync(
            "/user", _tokens.Mint(new Claims("ann") { Tenant = null, Type = null }), Cancellation);

        var caller = await response.Content.ReadFromJsonAsync<JsonElement>(Cancellation);
        Assert.Equal("default", caller.GetProperty("tenant").GetString());
        Assert.Equal((int)CallerType.User, caller.GetProperty("type").GetInt32());
        Assert.Equal("ann", caller.GetProperty("name").GetString());
        Assert.Empty(caller.GetProperty("roles").EnumerateArray());
    }

    [Theory]
    [InlineData("wrong key")]
    [InlineData("wrong issuer")]
    [InlineData("wrong audience")]
    [InlineData("expired")]
    [InlineData("unsigned")]
    [InlineData("service key")]
    [InlineData("no subject")]
    [InlineData("space in subject")]
    [InlineData("control character in tenant")]
    [InlineData("invisible character in subject")]
    [InlineData("long subject")]
    [InlineData("unknown type")]
    [InlineData("not a token")]
    public async Task BadToken_OnUserRoute_IsRefused(string fault)
    {
        Assert.Equal(HttpStatusCode.OK, await GetAsync("/user", _tokens.User("ann")));

        Assert.Equal(HttpStatusCode.Unauthorized, await GetAsync("/user", Bad(fault)));
    }

    [Fact]
    public async Task NoToken_IsRefusedEverywhere()
    {
        Assert.Equal(HttpStatusCode.Unauthorized, await GetAsync("/user", null));
        Assert.Equal(HttpStatusCode.Unauthorized, await GetAsync("/service", null));
        Assert.Equal(HttpStatusCode.Unauthorized, await GetAsync("/either", null));
    }

    [Fact]
    public async Task ServiceToken_OpensOnlyWhatIsForServices()
    {
        var token = _tokens.Service("worker");

        Assert.Equal(HttpStatusCode.OK, await GetAsync("/service", token));
        Assert.Equal(HttpStatusCode.OK, await GetAsync("/either", token));
        Assert.Equal(HttpStatusCode.Unauthorized, await GetAsync("/user", token));
    }

    [Fact]
    public async Task UserToken_ThatClaimsToBeAService_IsRefused()
    {
        var parties = new Claims("worker") { Issuer = "chat-services", Audience = "chat-services" };

        Assert.Equal(HttpStatusCode.Unauthorized, await GetAsync("/service", _tokens.User("worker")));
        Assert.Equal(HttpStatusCode.Unauthorized, await GetAsync("/service", _tokens.Mint(parties)));
        Assert.Equal(HttpStatusCode.OK, await GetAsync("/either", _tokens.User("worker")));
    }

    [Fact]
    public async Task Validator_ReadsTokensFromElsewhere_ByTheSameRules()
    {
        var validator = _host.Services.GetRequiredService<UserTokenValidator>();
        var token = _tokens.User("ann");

        var principal = await validator.ValidateAsync(token, Cancellation);

        Assert.NotNull(principal);
        Assert.Equal("ann", principal.ToCaller().Id);
        Assert.Equal(token, principal.BearerToken());
        Assert.True(principal.TokenExpiry() > TimeProvider.System.GetUtcNow());
        Assert.Null(await validator.ValidateAsync(Bad("wrong key"), Cancellation));
        Assert.Null(await validator.ValidateAsync(Bad("unknown type"), Cancellation));
        Assert.Null(await validator.ValidateAsync(_tokens.Service("worker"), Cancellation));
    }

    private Task<HttpStatusCode> GetAsync(string path, string? token) => _host.GetStatusAsync(path, token, Cancellation);

    private string Bad(string fault) => fault switch
    {
        "wrong key" => _tokens.Mint(new Claims("ann") { Key = new string('x', 32) }),
        "wrong issuer" => _tokens.Mint(new Claims("ann") { Issuer = "somebody" }),
        "wrong audience" => _tokens.Mint(new Claims("ann") { Audience = "somebody" }),
        "expired" => _tokens.Mint(new Claims("ann") { Lifetime = TimeSpan.FromMinutes(-2) }),
        "unsigned" => _tokens.WithoutSignature("ann"),
        "service key" => _tokens.Mint(new Claims("ann") { Key = _tokens.ServiceKey }),
        "no subject" => _tokens.Mint(new Claims(Subject: null)),
        "space in subject" => _tokens.User("ann b"),
        "control character in tenant" => _tokens.User("ann", "a\u0001b"),
        "invisible character in subject" => _tokens.User("ann\u200b"),
        "long subject" => _tokens.User(new string('a', 129)),
        "unknown type" => _tokens.Mint(new Claims("ann") { Type = "service" }),
        "not a token" => "abc.def",
        _ => throw new ArgumentOutOfRangeException(nameof(fault), fault, "unknown"),
    };
}
