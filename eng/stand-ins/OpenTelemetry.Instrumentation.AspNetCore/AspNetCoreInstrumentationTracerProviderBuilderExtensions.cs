using OpenTelemetry.Instrumentation.AspNetCore;

namespace OpenTelemetry.Trace;

/// <summary>Collects the spans that ASP.NET Core itself makes.</summary>
public static class AspNetCoreInstrumentationTracerProviderBuilderExtensions
{
    // Off in .NET 10 unless asked for: without it a span has a name and a time, but no route, method or status.
    private const string SuppressTags = "Microsoft.AspNetCore.Hosting.SuppressActivityOpenTelemetryData";

    public static TracerProviderBuilder AddAspNetCoreInstrumentation(this TracerProviderBuilder builder) =>
        builder.AddAspNetCoreInstrumentation(null);

    public static TracerProviderBuilder AddAspNetCoreInstrumentation(
        this TracerProviderBuilder builder, Action<AspNetCoreTraceInstrumentationOptions>? configure)
    {
        AppContext.SetSwitch(SuppressTags, false);
        var options = new AspNetCoreTraceInstrumentationOptions();
        configure?.Invoke(options);

        builder.AddSource("Microsoft.AspNetCore");
        return options.Filter is { } filter
            ? builder.AddInstrumentation(() => new RequestFilter(filter).Start())
            : builder;
    }
}
