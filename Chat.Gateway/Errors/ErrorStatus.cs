using Chat.Contracts.Errors;

namespace Chat.Gateway.Errors;

/// <summary>The HTTP status of every error code, and the code of a status that came without one.</summary>
internal static class ErrorStatus
{
    private static readonly Dictionary<string, int> s_status = new()
    {
        [ErrorCodes.ValidationFailed] = StatusCodes.Status400BadRequest,
        [ErrorCodes.MalformedRequest] = StatusCodes.Status400BadRequest,
        [ErrorCodes.PayloadTooLarge] = StatusCodes.Status413PayloadTooLarge,
        [ErrorCodes.UnsupportedMediaType] = StatusCodes.Status415UnsupportedMediaType,
        [ErrorCodes.MethodNotAllowed] = StatusCodes.Status405MethodNotAllowed,
        [ErrorCodes.Unauthenticated] = StatusCodes.Status401Unauthorized,
        [ErrorCodes.IdentityConflict] = StatusCodes.Status401Unauthorized,
        [ErrorCodes.OriginNotAllowed] = StatusCodes.Status403Forbidden,
        [ErrorCodes.PermissionDenied] = StatusCodes.Status403Forbidden,
        [ErrorCodes.NotFound] = StatusCodes.Status404NotFound,
        [ErrorCodes.IdempotencyConflict] = StatusCodes.Status422UnprocessableEntity,
        [ErrorCodes.ConversationClosed] = StatusCodes.Status409Conflict,
        [ErrorCodes.VersionConflict] = StatusCodes.Status409Conflict,
        [ErrorCodes.InvalidTransition] = StatusCodes.Status409Conflict,
        [ErrorCodes.ConversationFull] = StatusCodes.Status409Conflict,
        [ErrorCodes.AlreadyExists] = StatusCodes.Status409Conflict,
        [ErrorCodes.WrongState] = StatusCodes.Status409Conflict,
        [ErrorCodes.RateLimited] = StatusCodes.Status429TooManyRequests,
        [ErrorCodes.TooManyJobs] = StatusCodes.Status429TooManyRequests,
        [ErrorCodes.Unavailable] = StatusCodes.Status503ServiceUnavailable,
        [ErrorCodes.Timeout] = StatusCodes.Status504GatewayTimeout,
        [ErrorCodes.Internal] = StatusCodes.Status500InternalServerError,
    };

    public static int Of(string code) =>
        s_status.GetValueOrDefault(code, StatusCodes.Status500InternalServerError);

    public static bool IsKnown(string code) => s_status.ContainsKey(code);

    public static bool IsRetryable(string code) =>
        code
        is ErrorCodes.Unavailable or ErrorCodes.Timeout or ErrorCodes.RateLimited or ErrorCodes.TooManyJobs;

    /// <summary>The failure behind a status that the framework set without a body.</summary>
    public static Failure FailureOf(int status) => status switch
    {
        StatusCodes.Status401Unauthorized => new(ErrorCodes.Unauthenticated, "A valid token is required."),
        StatusCodes.Status403Forbidden => new(ErrorCodes.PermissionDenied, "The caller may not do this."),
        StatusCodes.Status404NotFound => new(ErrorCodes.NotFound, "There is no such thing here."),
        StatusCodes.Status405MethodNotAllowed => new(ErrorCodes.MethodNotAllowed, "This method is not supported here."),
        StatusCodes.Status408RequestTimeout =>
            new(ErrorCodes.Timeout, "The request did not come in time.") { Status = StatusCodes.Status408RequestTimeout },
        StatusCodes.Status413PayloadTooLarge => new(ErrorCodes.PayloadTooLarge, "The body is too large."),
        StatusCodes.Status415UnsupportedMediaType => new(ErrorCodes.UnsupportedMediaType, "Send application/json."),
        StatusCodes.Status429TooManyRequests => new(ErrorCodes.RateLimited, "Too many requests."),
        StatusCodes.Status503ServiceUnavailable => new(ErrorCodes.Unavailable, "Try again later."),
        StatusCodes.Status504GatewayTimeout => new(ErrorCodes.Timeout, "Try again later."),
        < 500 or StatusCodes.Status505HttpVersionNotsupported =>
            new(ErrorCodes.MalformedRequest, "The request cannot be processed.") { Status = status },
        _ => new(ErrorCodes.Internal, "Something went wrong on our side.") { Status = status },
    };
}
