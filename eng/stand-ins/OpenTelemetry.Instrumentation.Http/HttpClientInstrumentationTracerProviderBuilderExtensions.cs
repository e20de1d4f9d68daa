namespace OpenTelemetry.Trace;

/// <summary>Collects the spans that <see cref="HttpClient"/> itself makes.</summary>
public static class HttpClientInstrumentationTracerProviderBuilderExtensions
{
    public static TracerProviderBuilder AddHttpClientInstrumentation(this TracerProviderBuilder builder) =>
        builder.AddSource("System.Net.Http");
}
