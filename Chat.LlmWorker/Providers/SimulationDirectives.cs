using System.Globalization;
using System.Text.RegularExpressions;

namespace Chat.LlmWorker.Providers;

/// <summary>
/// Lets a prompt choose how the simulated model answers it, when the connection string says <c>Directives=true</c>, so
/// that one running system can be tested with every course of events.
/// </summary>
/// <remarks>
/// The first <c>[sim …]</c> in the last user message counts; it overrides the connection string. Between the brackets
/// stand words separated by spaces, in any order:
/// <list type="table">
/// <item><term><c>tokens=N</c></term><description>the answer has exactly N tokens</description></item>
/// <item><term><c>tps=N</c></term><description>N tokens a second, 0 for no limit</description></item>
/// <item><term><c>delay=N</c></term><description>N milliseconds before the first token</description></item>
/// <item><term><c>fail-after=N</c></term><description>break off after N tokens; 0 fails before the first</description></item>
/// <item><term><c>stall-after=N</c></term><description>fall silent after N tokens; 0 never sends one</description></item>
/// <item><term><c>fail-attempts=N</c></term><description>fail or stall in the first N attempts only</description></item>
/// <item><term><c>reject</c></term><description>refuse the request, like a status 400</description></item>
/// <item><term><c>rate-limit</c></term><description>be over the rate limit, like a status 429</description></item>
/// </list>
/// Example: <c>Hello [sim tokens=200 tps=40 fail-after=10 fail-attempts=1]</c> breaks off in the first attempt and
/// answers with 200 tokens in the second. Words that are not in the table are ignored.
/// </remarks>
internal static partial class SimulationDirectives
{
    public static SimulationPlan Apply(string prompt, SimulationPlan plan)
    {
        var found = Directive().Match(prompt);
        if (!found.Success)
            return plan;
        foreach (var word in found.Groups["words"].Value.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            plan = ApplyWord(word, plan);
        return plan;
    }

    /// <summary>The prompt without its directives, as the answer may quote it.</summary>
    public static string Strip(string prompt) => Directive().Replace(prompt, "").Trim();

    private static SimulationPlan ApplyWord(string word, SimulationPlan plan)
    {
        var parts = word.Split('=', 2);
        var number = parts.Length == 2 ? Number(parts[1]) : null;
        return (parts[0], number) switch
        {
            ("tokens", { } n) => plan with { Tokens = Math.Min(n, SimulationPlan.MaxTokens) },
            ("tps", { } n) => plan with { TokensPerSecond = Math.Min(n, SimulationPlan.MaxSpeed) },
            ("delay", { } n) => plan with
            {
                FirstTokenDelay = TimeSpan.FromMilliseconds(Math.Min(n, SimulationPlan.MaxDelayMilliseconds)),
            },
            ("fail-after", { } n) => plan with { FailAfter = n },
            ("stall-after", { } n) => plan with { StallAfter = n },
            ("fail-attempts", { } n) => plan with { FailAttempts = n },
            ("reject", null) => plan with { Reject = true },
            ("rate-limit", null) => plan with { RateLimit = true },
            _ => plan,
        };
    }

    private static int? Number(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    [GeneratedRegex(@"\[sim(?<words>( [^\]\s]+)*) ?\]")]
    private static partial Regex Directive();
}
