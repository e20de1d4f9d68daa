namespace Chat.LlmWorker.Providers;

/// <summary>How one simulated answer goes: its length, its speed and its faults.</summary>
internal sealed record SimulationPlan
{
    public const int MaxTokens = 100_000;
    public const double MaxSpeed = 1_000_000;
    public const double MaxDelayMilliseconds = 3_600_000;

    /// <summary>How many tokens the answer has; without it the prompt decides.</summary>
    public int? Tokens { get; init; }

    /// <summary>0 means as fast as they can be taken.</summary>
    public double TokensPerSecond { get; init; } = 50;

    public TimeSpan FirstTokenDelay { get; init; } = TimeSpan.FromMilliseconds(200);

    /// <summary>The model breaks off after so many tokens.</summary>
    public int? FailAfter { get; init; }

    /// <summary>The model falls silent after so many tokens.</summary>
    public int? StallAfter { get; init; }

    /// <summary>Failing and stalling happen only in so many first attempts; without it in all.</summary>
    public int? FailAttempts { get; init; }

    /// <summary>The share of attempts, chosen by the prompt, that break off after three tokens.</summary>
    public double FailRate { get; init; }

    /// <summary>The model refuses the request as a client error.</summary>
    public bool Reject { get; init; }

    /// <summary>The model is over its rate limit.</summary>
    public bool RateLimit { get; init; }

    public static SimulationPlan From(ModelConnection connection) => new()
    {
        Tokens = connection.Count("Tokens", MaxTokens),
        TokensPerSecond = connection.Number("TokensPerSecond", 50, MaxSpeed),
        FirstTokenDelay = TimeSpan.FromMilliseconds(connection.Number("FirstTokenDelayMs", 200, MaxDelayMilliseconds)),
        FailAfter = connection.Count("FailAfterTokens", MaxTokens),
        StallAfter = connection.Count("StallAfterTokens", MaxTokens),
        FailAttempts = connection.Count("FailAttempts", 100),
        FailRate = connection.Number("FailRate", 0, 1),
    };

    /// <summary>The plan for one attempt: faults that are over by then are left out.</summary>
    public SimulationPlan ForAttempt(int attempt, ulong promptHash)
    {
        if (attempt > FailAttempts)
            return this with { FailAfter = null, StallAfter = null, FailRate = 0 };
        var drawn = SimulatedText.Mix(promptHash + (ulong)attempt) / (double)ulong.MaxValue;
        return drawn < FailRate ? this with { FailAfter = FailAfter ?? 3 } : this;
    }
}
