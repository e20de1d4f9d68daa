using System.ComponentModel.DataAnnotations;

namespace Chat.Conversations.Pricing;

/// <summary>What generations cost, by model and date.</summary>
public sealed class PricingOptions
{
    public const string Section = "Pricing";

    /// <summary>US dollars for 1,000 tokens of a model that has no line.</summary>
    [Range(0, 1000)]
    public decimal DefaultPerThousand { get; set; } = 0.002m;

    /// <summary>The price table; of a model's lines the newest that has begun counts.</summary>
    public IList<PriceLine> Models { get; } = [];
}

/// <summary>The price of one model from a date on.</summary>
public sealed class PriceLine
{
    /// <summary>The model as the provider names it.</summary>
    [Required]
    public string Model { get; set; } = "";

    /// <summary>The first day of the price, UTC.</summary>
    public DateOnly From { get; set; }

    /// <summary>US dollars for 1,000 tokens of the prompt.</summary>
    [Range(0, 1000)]
    public decimal PromptPerThousand { get; set; }

    /// <summary>US dollars for 1,000 tokens of the answer.</summary>
    [Range(0, 1000)]
    public decimal CompletionPerThousand { get; set; }
}
