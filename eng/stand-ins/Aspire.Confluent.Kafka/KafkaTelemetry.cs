using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Text;
using Confluent.Kafka;

namespace Aspire.Confluent.Kafka;

/// <summary>The spans, counters and message headers of the clients, named as the real instrumentation names them.</summary>
internal static class KafkaTelemetry
{
    public const string Name = "OpenTelemetry.Instrumentation.ConfluentKafka";

    private static readonly ActivitySource Source = new(Name);
    private static readonly Meter Meter = new(Name);
    private static readonly Counter<long> Published = Meter.CreateCounter<long>("messaging.publish.messages");
    private static readonly Histogram<double> PublishTime = Meter.CreateHistogram<double>("messaging.publish.duration", "s");
    private static readonly Counter<long> Received = Meter.CreateCounter<long>("messaging.receive.messages");
    private static readonly Histogram<double> ReceiveTime = Meter.CreateHistogram<double>("messaging.receive.duration", "s");

    /// <summary>Starts the span of a message that goes out, and hands its context to the reader in the headers.</summary>
    public static Activity? StartPublish(string topic, MessageMetadata message)
    {
        var span = Source.StartActivity($"{topic} publish", ActivityKind.Producer);
        if (span is null)
            return null;

        span.SetTag("messaging.system", "kafka").SetTag("messaging.operation", "publish")
            .SetTag("messaging.destination.name", topic);
        message.Headers ??= [];
        DistributedContextPropagator.Current.Inject(span, message.Headers, SetHeader);
        return span;
    }

    public static void EndPublish(Activity? span, long startedAt, string topic, ErrorCode? error)
    {
        var tags = TagsOf("publish", topic, error);
        Published.Add(1, tags);
        PublishTime.Record(Stopwatch.GetElapsedTime(startedAt).TotalSeconds, tags);
        if (error is not null)
            span?.SetStatus(ActivityStatusCode.Error, error.ToString());
        span?.Dispose();
    }

    /// <summary>Records a message that came in, as a span below the one that sent it.</summary>
    public static void RecordReceive(string topic, MessageMetadata? message, long startedAt)
    {
        var tags = TagsOf("receive", topic, null);
        Received.Add(1, tags);
        ReceiveTime.Record(Stopwatch.GetElapsedTime(startedAt).TotalSeconds, tags);

        DistributedContextPropagator.Current.ExtractTraceIdAndState(
            message?.Headers, GetHeader, out var traceParent, out var traceState);
        ActivityContext.TryParse(traceParent, traceState, isRemote: true, out var sender);
        using var span = Source.StartActivity($"{topic} receive", ActivityKind.Consumer, sender);
        span?.SetTag("messaging.system", "kafka").SetTag("messaging.operation", "receive")
            .SetTag("messaging.destination.name", topic);
    }

    private static TagList TagsOf(string operation, string topic, ErrorCode? error)
    {
        var tags = new TagList
        {
            { "messaging.system", "kafka" },
            { "messaging.operation", operation },
            { "messaging.destination.name", topic },
        };
        if (error is not null)
            tags.Add("error.type", error.ToString());
        return tags;
    }

    private static void SetHeader(object? carrier, string name, string value)
    {
        var headers = (Headers)carrier!;
        headers.Remove(name);
        headers.Add(name, Encoding.UTF8.GetBytes(value));
    }

    private static void GetHeader(object? carrier, string name, out string? value, out IEnumerable<string>? values)
    {
        values = null;
        value = carrier is Headers headers && headers.TryGetLastBytes(name, out var bytes)
            ? Encoding.UTF8.GetString(bytes)
            : null;
    }
}
