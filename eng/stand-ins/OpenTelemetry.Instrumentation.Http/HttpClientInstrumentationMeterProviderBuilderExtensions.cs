namespace OpenTelemetry.Metrics;

/// <summary>Collects the meters that <see cref="HttpClient"/> itself carries.</summary>
public static class HttpClientInstrumentationMeterProviderBuilderExtensions
{
    public static MeterProviderBuilder AddHttpClientInstrumentation(this MeterProviderBuilder builder) =>
        builder.AddMeter("System.Net.Http", "System.Net.NameResolution");
}
