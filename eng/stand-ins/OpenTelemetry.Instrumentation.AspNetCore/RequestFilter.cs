using System.Diagnostics;
using Microsoft.AspNetCore.Http;

namespace OpenTelemetry.Instrumentation.AspNetCore;

/// <summary>Takes the span of a request that the filter refuses, and all below it, out of the recording.</summary>
internal sealed class RequestFilter(Func<HttpContext, bool> filter)
    : IObserver<DiagnosticListener>, IObserver<KeyValuePair<string, object?>>, IDisposable
{
    private const string ListenerName = "Microsoft.AspNetCore";
    private const string RequestStarted = "Microsoft.AspNetCore.Hosting.HttpRequestIn.Start";

    private readonly List<IDisposable> _subscriptions = [];

    public RequestFilter Start()
    {
        Add(DiagnosticListener.AllListeners.Subscribe(this));
        return this;
    }

    public void OnNext(DiagnosticListener value)
    {
        if (value.Name == ListenerName)
            Add(value.Subscribe(this, name => name is "Microsoft.AspNetCore.Hosting.HttpRequestIn" or RequestStarted));
    }

    public void OnNext(KeyValuePair<string, object?> value)
    {
        if (value.Key != RequestStarted || value.Value is not HttpContext context || Activity.Current is not { } span)
            return;
        if (filter(context))
            return;

        span.IsAllDataRequested = false;
        span.ActivityTraceFlags &= ~ActivityTraceFlags.Recorded;
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
