using Chat.Tests.Infrastructure;

namespace Chat.Tests.EndToEnd;

/// <summary>A system that sends its traces to the test.</summary>
public sealed class TracedApplication : ChatApplication
{
    public SpanCollector Collector { get; } = new();

    protected override IReadOnlyList<string> Arguments => [$"--ConnectionStrings:model={Prompts.Model}"];

    protected override IReadOnlyDictionary<string, string> Settings => new Dictionary<string, string>
    {
        ["OTEL_EXPORTER_OTLP_ENDPOINT"] = Collector.Address,
        ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf",
        ["OTEL_BSP_SCHEDULE_DELAY"] = "200",
    };

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await Collector.DisposeAsync();
    }
}
