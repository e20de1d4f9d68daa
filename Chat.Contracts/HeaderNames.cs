namespace Chat.Contracts;

/// <summary>Names of headers and gRPC metadata that are ours.</summary>
public static class HeaderNames
{
    /// <summary>A retry's key on state-changing HTTP requests; same meaning as <c>clientId</c> in the body.</summary>
    public const string IdempotencyKey = "Idempotency-Key";

    /// <summary>gRPC trailer with a serialized <see cref="Errors.ErrorDetail"/>.</summary>
    public const string ErrorTrailer = "chat-error-bin";

    /// <summary>Why a record went to the dead-letter topic (Kafka header).</summary>
    public const string DeadReason = "chat-dead-reason";

    /// <summary>Where a dead record came from, as <c>topic/partition/offset</c> (Kafka header).</summary>
    public const string DeadSource = "chat-dead-source";

    /// <summary>W3C trace context, on HTTP, gRPC and Kafka alike.</summary>
    public const string TraceParent = "traceparent";
}
