using Microsoft.AspNetCore.Http;

namespace OpenTelemetry.Instrumentation.AspNetCore;

/// <summary>Which requests are traced.</summary>
public class AspNetCoreTraceInstrumentationOptions
{
    /// <summary>Says whether a request is traced; without it, all are.</summary>
    public Func<HttpContext, bool>? Filter { get; set; }
}
