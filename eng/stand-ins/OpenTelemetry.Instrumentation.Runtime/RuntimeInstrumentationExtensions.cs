namespace OpenTelemetry.Metrics;

/// <summary>Collects the meter that the runtime itself carries.</summary>
public static class RuntimeInstrumentationExtensions
{
    public static MeterProviderBuilder AddRuntimeInstrumentation(this MeterProviderBuilder builder) =>
        builder.AddMeter("System.Runtime");
}
