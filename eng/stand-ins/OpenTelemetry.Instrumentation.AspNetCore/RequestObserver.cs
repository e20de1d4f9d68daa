using System.Diagnostics;
using Microsoft.AspNetCore.Http;

namespace OpenTelemetry.Instrumentation.AspNetCore;

/// <summary>
/// Sees every request begin and end: takes the spans that the filter refuses, and all below them, out of the recording,
/// and describes the others.
/// </summary>
internal sealed class RequestObserver(Func<HttpContext, bool>? filter)
    : IObserver<DiagnosticListener>, IObserver<KeyValuePair<string, object?>>, IDisposable
{
    private const string ListenerName = "Microsoft.AspNetCore";
    private const string RequestSpan = "Microsoft.AspNetCore.Hosting.HttpRequestIn";
    private const string RequestStarted = $"{RequestSpan}.Start";
    private const string RequestStopped = $"{RequestSpan}.Stop";

    private readonly List<IDisposable> _subscriptions = [];

    public RequestObserver Start()
    {
        Add(DiagnosticListener.AllListeners.Subscribe(this));
        return this;
    }

    public void OnNext(DiagnosticListener value)
    {
        if (value.Name == ListenerName)
            Add(value.Subscribe(this, name => name is RequestSpan or RequestStarted or RequestStopped));
    }

    public void OnNext(KeyValuePair<string, object?> value)
    {
        if (value.Value is not HttpContext context || Activity.Current is not { } span)
            return;

        if (value.Key == RequestStarted && filter?.Invoke(context) == false)
        {
            span.IsAllDataRequested = false;
            span.ActivityTraceFlags &= ~ActivityTraceFlags.Recorded;
        }
        else if (value.Key == RequestStopped && span.IsAllDataRequested)
        {
            RequestTags.Set(span, context);
        }
    }

    public void OnCompleted()
    {
    }

    public void OnError(Exception error)
    {
    }

    public void Dispose()
    {
        lock (_subscriptions)
            _subscriptions.ForEach(subscription => subscription.Dispose());
    }

    private void Add(IDisposable subscription)
    {
        lock (_subscriptions)
            _subscriptions.Add(subscription);
    }
}
