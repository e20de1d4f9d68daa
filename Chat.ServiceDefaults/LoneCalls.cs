using System.Diagnostics;
using OpenTelemetry;

namespace Chat.ServiceDefaults;

/// <summary>
/// Keeps out of the telemetry what begins no story: a call to a store or a service that belongs to no request, message or
/// piece of work is a background loop that looks whether there is something to do. A loop that finds something begins a
/// trace of its own.
/// </summary>
internal sealed class LoneCalls : BaseProcessor<Activity>
{
    public override void OnStart(Activity data)
    {
        if (data.Kind != ActivityKind.Client || data.Parent is not null || data.ParentSpanId != default) return;

        // What it calls in turn belongs to the same trace, and is left out with it.
        data.IsAllDataRequested = false;
        data.ActivityTraceFlags &= ~ActivityTraceFlags.Recorded;
    }
}
