using System.Globalization;

namespace Chat.Tests.Infrastructure;

/// <summary>Prompts that tell the simulated model how to answer.</summary>
internal static class Prompts
{
    /// <summary>The connection string under which it listens to them.</summary>
    public const string Model = "Provider=simulated;Directives=true";

    /// <summary>An answer at once.</summary>
    public const string Short = "Hi [sim tokens=3 tps=0 delay=0]";

    /// <summary>So many tokens, twenty milliseconds apart.</summary>
    public static string Words(int tokens) => With($"tokens={tokens} tps=50 delay=50");

    /// <summary>Nothing for a while.</summary>
    public static string StartsAfter(TimeSpan delay) =>
        With(string.Create(CultureInfo.InvariantCulture, $"tokens=5 delay={delay.TotalMilliseconds:0}"));

    /// <summary>Some tokens, then silence until somebody ends it.</summary>
    public static string StallsAfter(int tokens) => With($"tokens=100 stall-after={tokens} delay=50");

    public static string FailsAfter(int tokens, int attempts) =>
        With($"tokens=20 delay=50 fail-after={tokens} fail-attempts={attempts}");

    public static string Rejected => With("reject");

    public static string RateLimited => With("rate-limit");

    private static string With(string directives) => $"Tell me about the river [sim {directives}]";
}
