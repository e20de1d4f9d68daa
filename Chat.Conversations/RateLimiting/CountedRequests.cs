using Chat.Contracts;
using Chat.ServiceDefaults;
using Grpc.Core;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.Extensions.Options;

namespace Chat.Conversations.RateLimiting;

/// <summary>
/// Tells the calls of a client's request that was counted before: a door may need several calls for one. Only a service can
/// say so, by its token beside the caller's, since anybody may call here.
/// </summary>
internal sealed class CountedRequests(IOptionsMonitor<JwtBearerOptions> options, TimeProvider time)
{
    private volatile Known? _known;

    public async Task<bool> IsCountedAsync(ServerCallContext context) =>
        context.RequestHeaders.GetValue(HeaderNames.CountedBy) is { } token
        && await IsOfServiceAsync(token, context.CancellationToken);

    /// <summary>A service sends the same token for minutes, so the newest good one is remembered until it ends.</summary>
    private async Task<bool> IsOfServiceAsync(string token, CancellationToken cancellationToken)
    {
        if (_known is { } known && known.Token == token && time.GetUtcNow() < known.EndsAt) return true;
        var jwt = options.Get(TokenSchemes.Service);
        var result = await jwt.TokenHandlers[0].ValidateTokenAsync(token, jwt.TokenValidationParameters)
            .WaitAsync(cancellationToken);
        if (!result.IsValid) return false;
        _known = new Known(token, new DateTimeOffset(result.SecurityToken.ValidTo, TimeSpan.Zero));
        return true;
    }

    private sealed record Known(string Token, DateTimeOffset EndsAt);
}
