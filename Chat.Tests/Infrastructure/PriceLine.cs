using System.Globalization;

namespace Chat.Tests.Infrastructure;

/// <summary>One line of the shared system's price table: what a model costs from a day on, in dollars for 1,000 tokens.</summary>
internal sealed record PriceLine(string Model, string From, decimal Prompt, decimal Completion)
{
    /// <summary>The price for models without a line.</summary>
    public const decimal Default = 0.002m;

    public static readonly PriceLine Former = new("priced-model", "2001-01-01", 7m, 7m);

    public static readonly PriceLine Current = new("priced-model", "2020-06-01", 0.0015m, 0.006m);

    public static readonly PriceLine Coming = new("priced-model", "2999-01-01", 9m, 9m);

    /// <summary>How the table calls the line.</summary>
    public string Version => $"{Model}@{From}";

    /// <summary>The table as environment; the lines' order there means nothing.</summary>
    public static IDictionary<string, string> Settings => new[] { Former, Coming, Current }
        .SelectMany((line, i) => line.ToSettings($"Pricing__Models__{i}__")).ToDictionary();

    public decimal CostOf(long prompt, long completion) => ((prompt * Prompt) + (completion * Completion)) / 1000;

    private IEnumerable<KeyValuePair<string, string>> ToSettings(string prefix) =>
    [
        new(prefix + "Model", Model),
        new(prefix + "From", From),
        new(prefix + "PromptPerThousand", Prompt.ToString(CultureInfo.InvariantCulture)),
        new(prefix + "CompletionPerThousand", Completion.ToString(CultureInfo.InvariantCulture)),
    ];
}
