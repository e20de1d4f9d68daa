using Chat.ServiceDefaults;
using Chat.Tests.Infrastructure;
using Microsoft.Extensions.Hosting.Internal;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;

namespace Chat.Tests.ServiceDefaults;

/// <summary>A service mints a token and keeps it while it is fresh.</summary>
public sealed class ServiceTokenSourceTests
{
    private readonly SteppedClock _clock = new(new DateTimeOffset(2026, 11, 20, 12, 0, 0, TimeSpan.Zero));

    [Fact]
    public void Token_SaysWhoCallsAndForHowLong()
    {
        var token = new JsonWebToken(Source().GetToken());

        Assert.Equal("Chat.Sample", token.Subject);
        Assert.Equal("chat-services", token.Issuer);
        Assert.Equal(["chat-services"], token.Audiences);
        Assert.Equal(_clock.GetUtcNow().UtcDateTime + TimeSpan.FromMinutes(5), token.ValidTo);
    }

    [Fact]
    public void Token_IsRenewedBeforeItsEnd()
    {
        var source = Source();
        var first = source.GetToken();

        _clock.Step(TimeSpan.FromMinutes(3));
        Assert.Equal(first, source.GetToken());

        _clock.Step(TimeSpan.FromMinutes(1.5));
        Assert.NotEqual(first, source.GetToken());
    }

    private ServiceTokenSource Source() => new(
        Options.Create(new ServiceTokenOptions { ServiceKey = TokenFactory.WithRandomKeys().ServiceKey }),
        new HostingEnvironment { ApplicationName = "Chat.Sample" },
        _clock);

    /// <summary>A clock that goes on only when told to.</summary>
    private sealed class SteppedClock(DateTimeOffset start) : TimeProvider
    {
        private DateTimeOffset _now = start;

        public override DateTimeOffset GetUtcNow() => _now;

        public void Step(TimeSpan time) => _now += time;
    }
}
