using Grpc.Core;

namespace Chat.ServiceDefaults;

/// <summary>Passes a caller's own token on, where there is no HTTP request to take it from.</summary>
public static class ForwardedToken
{
    internal const string HeaderName = "authorization";

    /// <summary>The metadata for a call on behalf of the token's owner.</summary>
    public static Metadata Headers(string token) => new() { { HeaderName, $"Bearer {token}" } };
}
