namespace Chat.Contracts.Errors;

/// <summary>
/// The stable error codes of every door: the <c>code</c> of problem details, of realtime errors and of
/// <see cref="ErrorDetail"/>. Codes are only added, never renamed.
/// </summary>
public static class ErrorCodes
{
    /// <summary>A field is missing, too long or malformed; <c>errors</c> names each. HTTP 400.</summary>
    public const string ValidationFailed = "validation_failed";

    /// <summary>The body is not what the content type promises. HTTP 400.</summary>
    public const string MalformedRequest = "malformed_request";

    /// <summary>The body is larger than the door takes. HTTP 413.</summary>
    public const string PayloadTooLarge = "payload_too_large";

    /// <summary>The content type is not supported here. HTTP 415.</summary>
    public const string UnsupportedMediaType = "unsupported_media_type";

    /// <summary>The method is not supported here. HTTP 405.</summary>
    public const string MethodNotAllowed = "method_not_allowed";

    /// <summary>No valid token came with the request. HTTP 401.</summary>
    public const string Unauthenticated = "unauthenticated";

    /// <summary>The request carries tokens of two different identities. HTTP 401.</summary>
    public const string IdentityConflict = "identity_conflict";

    /// <summary>A cookie came with a state-changing request from an origin that is not allowed. HTTP 403.</summary>
    public const string OriginNotAllowed = "origin_not_allowed";

    /// <summary>The caller takes part but may not do this. HTTP 403.</summary>
    public const string PermissionDenied = "permission_denied";

    /// <summary>The thing does not exist, or the caller may not know that it does. HTTP 404.</summary>
    public const string NotFound = "not_found";

    /// <summary>The idempotency key was used before with another body. HTTP 422.</summary>
    public const string IdempotencyConflict = "idempotency_conflict";

    /// <summary>The conversation does not take messages in its status. HTTP 409.</summary>
    public const string ConversationClosed = "conversation_closed";

    /// <summary>The message has another version than the one the edit was made on. HTTP 409.</summary>
    public const string VersionConflict = "version_conflict";

    /// <summary>The conversation cannot go from its status to the one asked for. HTTP 409.</summary>
    public const string InvalidTransition = "invalid_transition";

    /// <summary>The conversation takes nobody more: it is direct, or has as many participants as it may. HTTP 409.</summary>
    public const string ConversationFull = "conversation_full";

    /// <summary>The name is taken by another conversation of the tenant. HTTP 409.</summary>
    public const string AlreadyExists = "already_exists";

    /// <summary>The thing is not in the state that this needs, like a purge before the deletion. HTTP 409.</summary>
    public const string WrongState = "wrong_state";

    /// <summary>Too many requests; retry after the time given. HTTP 429.</summary>
    public const string RateLimited = "rate_limited";

    /// <summary>
    /// The caller, or their tenant, has as many answers queued and under way as they may; ask again when some have ended.
    /// HTTP 429.
    /// </summary>
    public const string TooManyJobs = "too_many_jobs";

    /// <summary>A service behind the door does not answer; safe to retry. HTTP 503.</summary>
    public const string Unavailable = "unavailable";

    /// <summary>The work did not end in time; safe to retry with the same idempotency key. HTTP 504.</summary>
    public const string Timeout = "timeout";

    /// <summary>A bug on our side; the trace id finds it. HTTP 500.</summary>
    public const string Internal = "internal";
}
