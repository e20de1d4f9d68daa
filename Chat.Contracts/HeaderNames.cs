namespace Chat.Contracts;

/// <summary>Names of headers and gRPC metadata that are ours.</summary>
public static class HeaderNames
{
    /// <summary>A retry's key on state-changing HTTP requests; same meaning as <c>clientId</c> in the body.</summary>
    public const string IdempotencyKey = "Idempotency-Key";

    /// <summary>gRPC trailer with a serialized <see cref="Errors.ErrorDetail"/>.</summary>
    public const string ErrorTrailer = "chat-error-bin";

    /// <summary>gRPC trailer: what the call was counted against and is nearest to its end, like <c>user</c>.</summary>
    public const string RateBucket = "chat-rate-bucket";

    /// <summary>gRPC trailer: how many requests that bucket takes in its window.</summary>
    public const string RateLimit = "chat-rate-limit";

    /// <summary>gRPC trailer: how many are left.</summary>
    public const string RateRemaining = "chat-rate-remaining";

    /// <summary>gRPC trailer: seconds until the window ends.</summary>
    public const string RateReset = "chat-rate-reset";

    /// <summary>gRPC trailer: the window's length in seconds.</summary>
    public const string RateWindow = "chat-rate-window";

    /// <summary>
    /// gRPC metadata: a service token. The call is part of a client's request that was counted already, so it is not
    /// counted again.
    /// </summary>
    public const string CountedBy = "chat-counted-by";

    /// <summary>Why a record went to the dead-letter topic (Kafka header).</summary>
    public const string DeadReason = "chat-dead-reason";

    /// <summary>Where a dead record came from, as <c>topic/partition/offset</c> (Kafka header).</summary>
    public const string DeadSource = "chat-dead-source";

    /// <summary>W3C trace context, on HTTP, gRPC and Kafka alike.</summary>
    public const string TraceParent = "traceparent";
}
