using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace Chat.Conversations.Pricing;

/// <summary>Checks each line of the price table, and that no two begin on the same day.</summary>
internal sealed class PricingOptionsValidator : IValidateOptions<PricingOptions>
{
    public ValidateOptionsResult Validate(string? name, PricingOptions options)
    {
        var wrong = options.Models.SelectMany(Wrong).ToList();
        wrong.AddRange(options.Models.GroupBy(l => (l.Model.ToUpperInvariant(), l.From)).Where(g => g.Count() > 1)
            .Select(g => $"Pricing:Models has two lines for '{g.First().Model}' from {g.Key.From:O}; leave one."));
        return wrong.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(wrong);
    }

    private static IEnumerable<string> Wrong(PriceLine line)
    {
        var results = new List<ValidationResult>();
        Validator.TryValidateObject(line, new ValidationContext(line), results, validateAllProperties: true);
        return results.Select(r => $"Pricing:Models has a line for '{line.Model}' that is wrong: {r.ErrorMessage}");
    }
}
