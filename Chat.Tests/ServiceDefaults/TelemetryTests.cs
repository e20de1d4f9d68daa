using System.Collections.Concurrent;
using System.Diagnostics;
using Chat.Tests.Infrastructure;
using Microsoft.AspNetCore.Builder;
using OpenTelemetry;
using OpenTelemetry.Trace;

namespace Chat.Tests.ServiceDefaults;

/// <summary>What a service records of the requests that it serves.</summary>
public sealed class TelemetryTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Requests_AreRecorded_ProbesAndLoneCallsAreNot()
    {
        var recorder = new SpanRecorder();
        await using (var host = await ServiceHost.StartAsync(
            TokenFactory.WithRandomKeys(),
            Cancellation,
            builder => builder.Services.ConfigureOpenTelemetryTracerProvider(tracing => tracing.AddProcessor(recorder)),
            app => app.MapGet("/recorded/{id}", (string id) => id)))
        {
            await host.GetStatusAsync("/health", token: null, Cancellation);
            await host.GetStatusAsync("/alive", token: null, Cancellation);
            await host.GetStatusAsync("/recorded/loop", token: null, Cancellation);
            using var story = new Activity("story") { ActivityTraceFlags = ActivityTraceFlags.Recorded }.Start();
            await host.GetStatusAsync("/recorded/1", token: null, Cancellation);
        }

        // Sources belong to the process, so the spans of tests that run at the same time are seen too.
        var served = recorder.Recorded.Where(span => span.Kind == ActivityKind.Server).ToList();
        var span = Assert.Single(served, span => span.DisplayName == "GET /recorded/{id}");
        Assert.Equal("/recorded/{id}", span.GetTagItem("http.route"));
        Assert.Equal("GET", span.GetTagItem("http.request.method"));
        Assert.Equal(200, span.GetTagItem("http.response.status_code"));
        Assert.DoesNotContain(served, span => span.GetTagItem("url.path") is "/health" or "/alive");
        // A call that belongs to nothing, as of a loop that looks for work, nor what is done for it.
        Assert.DoesNotContain(recorder.Recorded, span => Names(span, "/recorded/loop"));
        Assert.Contains(recorder.Recorded, span => span.Kind == ActivityKind.Client && Names(span, "/recorded/1"));
    }

    private static bool Names(Activity span, string path) =>
        span.TagObjects.Any(tag => tag.Key is "url.path" or "url.full" && tag.Value is string value
            && value.EndsWith(path, StringComparison.Ordinal));

    /// <summary>Keeps the spans that an exporter would get.</summary>
    private sealed class SpanRecorder : BaseProcessor<Activity>
    {
        public ConcurrentQueue<Activity> Recorded { get; } = new();

        public override void OnEnd(Activity data)
        {
            if (data.Recorded)
                Recorded.Enqueue(data);
        }
    }
}
