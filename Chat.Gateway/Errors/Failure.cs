namespace Chat.Gateway.Errors;

/// <summary>What went wrong, as a client is told.</summary>
/// <param name="Code">A code of <see cref="Chat.Contracts.Errors.ErrorCodes"/>.</param>
/// <param name="Detail">One sentence; no internals.</param>
internal sealed record Failure(string Code, string Detail)
{
    public int Status { get; init; } = ErrorStatus.Of(Code);

    public IReadOnlyList<FieldProblem> Fields { get; init; } = [];

    public bool Retryable { get; init; } = ErrorStatus.IsRetryable(Code);

    public TimeSpan? RetryAfter { get; init; }
}
