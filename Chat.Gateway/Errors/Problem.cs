namespace Chat.Gateway.Errors;

/// <summary>Problem details (RFC 9457); the media type is <c>application/problem+json</c>.</summary>
public sealed record Problem
{
    public const string MediaType = "application/problem+json";

    /// <summary>Always about:blank: <c>code</c> tells problems apart.</summary>
    public required string Type { get; init; }

    /// <summary>The status in words.</summary>
    public required string Title { get; init; }

    public required int Status { get; init; }

    /// <summary>One sentence for a developer.</summary>
    public required string Detail { get; init; }

    /// <summary>A stable code; codes are only added.</summary>
    public required string Code { get; init; }

    /// <summary>Finds the request in the logs and traces.</summary>
    public required string TraceId { get; init; }

    /// <summary>Whether the same request may succeed later.</summary>
    public required bool Retryable { get; init; }

    /// <summary>Every wrong field, when the request is not valid.</summary>
    public IReadOnlyList<FieldProblem>? Errors { get; init; }
}

/// <summary>One thing wrong with one field of the request, by its wire name.</summary>
public sealed record FieldProblem(string Field, string Code, string Message);
