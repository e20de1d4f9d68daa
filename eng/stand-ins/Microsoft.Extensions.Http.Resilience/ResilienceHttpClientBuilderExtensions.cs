using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Http.Resilience;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Puts the standard pipeline around a client's requests, or takes it away.</summary>
public static class ResilienceHttpClientBuilderExtensions
{
    private const string StandardSuffix = "standard";

    public static IHttpStandardResiliencePipelineBuilder AddStandardResilienceHandler(
        this IHttpClientBuilder builder) => builder.AddStandardResilienceHandler(static _ => { });

    public static IHttpStandardResiliencePipelineBuilder AddStandardResilienceHandler(
        this IHttpClientBuilder builder, Action<HttpStandardResilienceOptions> configure)
    {
        var name = string.IsNullOrEmpty(builder.Name) ? StandardSuffix : $"{builder.Name}-{StandardSuffix}";
        builder.Services.Configure(name, configure);
        builder.Services.TryAddSingleton<StandardPipelines>();
        builder.AddHttpMessageHandler(provider =>
        {
            var pipelines = provider.GetRequiredService<StandardPipelines>();
            return new ResilienceHandler(request => pipelines.Get(name, request));
        });
        return new HttpStandardResiliencePipelineBuilder(name, builder.Services);
    }

    public static IHttpClientBuilder RemoveAllResilienceHandlers(this IHttpClientBuilder builder) =>
        builder.ConfigureAdditionalHttpMessageHandlers(static (handlers, _) =>
        {
            for (var i = handlers.Count - 1; i >= 0; i--)
            {
                if (handlers[i] is ResilienceHandler)
                    handlers.RemoveAt(i);
            }
        });
}
