using System.Diagnostics.Metrics;

namespace Chat.Gateway.Generation.Streaming;

/// <summary>How many answers are being streamed, and how fast they pass through.</summary>
internal sealed class StreamMetrics
{
    public const string MeterName = "Chat.Gateway";

    private readonly UpDownCounter<int> open;
    private readonly Counter<long> events;
    private readonly Histogram<double> delay;

    public StreamMetrics(IMeterFactory meters)
    {
        var meter = meters.Create(MeterName);
        open = meter.CreateUpDownCounter<int>("chat.gateway.sse.open", "{stream}", "Open event streams");
        events = meter.CreateCounter<long>("chat.gateway.sse.events", "{event}", "Events written to clients");
        delay = meter.CreateHistogram<double>(
            "chat.gateway.sse.delay", "s", "Time from reading an entry to having written it to a client");
    }

    public void Opened() => open.Add(1);

    public void Closed() => open.Add(-1);

    public void Sent(TimeSpan sinceRead)
    {
        events.Add(1);
        delay.Record(sinceRead.TotalSeconds);
    }
}
