using System.Globalization;
using Chat.Conversations.Messages;
using Microsoft.Extensions.Options;

namespace Chat.Conversations.Pricing;

/// <summary>Says what a usage costs and by which line of the table.</summary>
internal sealed class PriceTable(IOptions<PricingOptions> options)
{
    private const int PerThousand = 1000;

    private readonly PricingOptions _options = options.Value;
    private readonly ILookup<string, PriceLine> _lines =
        options.Value.Models.OrderByDescending(l => l.From).ToLookup(l => l.Model, StringComparer.OrdinalIgnoreCase);

    public TokenUsage Price(TokenUsage usage, string? model, DateTimeOffset at)
    {
        var day = DateOnly.FromDateTime(at.UtcDateTime);
        if (_lines[model ?? ""].FirstOrDefault(l => l.From <= day) is not { } line)
            return usage with { Cost = usage.TotalTokens * _options.DefaultPerThousand / PerThousand, PriceVersion = "default" };

        var cost = (usage.PromptTokens * line.PromptPerThousand) + (usage.CompletionTokens * line.CompletionPerThousand);
        return usage with
        {
            Cost = cost / PerThousand,
            PriceVersion = string.Create(CultureInfo.InvariantCulture, $"{line.Model}@{line.From:yyyy-MM-dd}"),
        };
    }
}
