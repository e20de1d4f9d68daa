using Chat.Contracts.Errors;
using Chat.Gateway.Edge;
using Chat.Gateway.Errors;
using Microsoft.Extensions.Options;

namespace Chat.Gateway.Identity;

/// <summary>
/// Chooses the token of a request and puts it where the authentication looks: one request speaks for one identity, and
/// a cookie changes things only for pages of allowed origins.
/// </summary>
internal sealed class CredentialMiddleware(RequestDelegate next, IOptions<OriginOptions> origins)
{
    public Task InvokeAsync(HttpContext context)
    {
        var request = context.Request;
        var withQuery = context.GetEndpoint()?.Metadata.GetMetadata<AcceptsQueryToken>() is not null;
        var credentials = Credentials.Read(request, withQuery);
        if (context.GetEndpoint() is not null && credentials.Chosen is { } token)
        {
            RefuseSeveralIdentities(credentials);
            if (credentials.IsCookieOnly && !IsSafe(request.Method))
                RefuseForeignPage(request);
            request.Headers.Authorization = $"Bearer {token}";
        }

        return next(context);
    }

    private static void RefuseSeveralIdentities(Credentials credentials)
    {
        var tokens = credentials.All.ToList();
        if (tokens.Count == 1)
            return;
        var identities = tokens.Select(ClaimedIdentity.Read).ToList();
        if (identities.Contains(null) || identities.Distinct().Count() > 1)
            throw new ApiException(
                ErrorCodes.IdentityConflict, "The request carries tokens of different identities; send one.");
    }

    private void RefuseForeignPage(HttpRequest request)
    {
        if (request.Headers.Origin is not [{ } origin] || !origins.Value.Allows(origin, request))
            throw new ApiException(
                ErrorCodes.OriginNotAllowed, "With a cookie, requests that change something need an allowed Origin.");
    }

    private static bool IsSafe(string method) =>
        HttpMethods.IsGet(method) || HttpMethods.IsHead(method) || HttpMethods.IsOptions(method);
}
