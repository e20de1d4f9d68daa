using Chat.Contracts.Errors;

namespace Chat.Gateway.Errors;

/// <summary>The doors of error handling.</summary>
internal static class ErrorExtensions
{
    /// <summary>Must stand before everything that may fail.</summary>
    public static IApplicationBuilder UseProblems(this IApplicationBuilder app) => app.UseMiddleware<ProblemMiddleware>();

    /// <summary>Documents the error codes of a route; those that every route has are added.</summary>
    public static RouteHandlerBuilder WithErrors(this RouteHandlerBuilder route, params string[] codes)
    {
        string[] all = [.. codes, ErrorCodes.Unauthenticated, ErrorCodes.IdentityConflict, ErrorCodes.RateLimited,
            ErrorCodes.Unavailable, ErrorCodes.Timeout, ErrorCodes.Internal];
        foreach (var status in all.Select(ErrorStatus.Of).Distinct())
            route.Produces<Problem>(status, Problem.MediaType);
        return route.WithMetadata(new ErrorCodesMetadata(all));
    }

    /// <summary>Documents a route that changes something that others may not, or that is not there.</summary>
    public static RouteHandlerBuilder WithChangeErrors(this RouteHandlerBuilder route, params string[] codes) =>
        route.WithErrors([ErrorCodes.NotFound, ErrorCodes.PermissionDenied, ErrorCodes.OriginNotAllowed, .. codes]);

    /// <summary>Documents a route that changes something by a body.</summary>
    public static RouteHandlerBuilder WithBodyErrors(this RouteHandlerBuilder route, params string[] codes) =>
        route.WithChangeErrors(
            [ErrorCodes.ValidationFailed, ErrorCodes.MalformedRequest, ErrorCodes.UnsupportedMediaType,
                ErrorCodes.PayloadTooLarge, .. codes]);
}

/// <summary>The error codes that a route may answer with, for its documentation.</summary>
internal sealed record ErrorCodesMetadata(IReadOnlyList<string> Codes);
