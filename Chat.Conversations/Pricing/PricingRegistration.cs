using Microsoft.Extensions.Options;

namespace Chat.Conversations.Pricing;

/// <summary>Registers the price table.</summary>
internal static class PricingRegistration
{
    public static void AddPricing(this IHostApplicationBuilder builder)
    {
        builder.Services.AddOptions<PricingOptions>()
            .BindConfiguration(PricingOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        builder.Services.AddSingleton<IValidateOptions<PricingOptions>, PricingOptionsValidator>();
        builder.Services.AddSingleton<PriceTable>();
    }
}
