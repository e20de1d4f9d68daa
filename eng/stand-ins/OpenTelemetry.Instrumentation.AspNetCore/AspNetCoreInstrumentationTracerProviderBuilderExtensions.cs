using OpenTelemetry.Instrumentation.AspNetCore;

namespace OpenTelemetry.Trace;

/// <summary>Collects the spans that ASP.NET Core itself makes, and describes them, which it leaves to others.</summary>
public static class AspNetCoreInstrumentationTracerProviderBuilderExtensions
{
    public static TracerProviderBuilder AddAspNetCoreInstrumentation(this TracerProviderBuilder builder) =>
        builder.AddAspNetCoreInstrumentation(null);

    public static TracerProviderBuilder AddAspNetCoreInstrumentation(
        this TracerProviderBuilder builder, Action<AspNetCoreTraceInstrumentationOptions>? configure)
    {
        var options = new AspNetCoreTraceInstrumentationOptions();
        configure?.Invoke(options);

        return builder
            .AddSource("Microsoft.AspNetCore")
            .AddInstrumentation(() => new RequestObserver(options.Filter).Start());
    }
}
