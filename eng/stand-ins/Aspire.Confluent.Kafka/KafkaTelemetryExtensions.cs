using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;

namespace Aspire.Confluent.Kafka;

/// <summary>Switches on what the instrumented clients record.</summary>
internal static class KafkaTelemetryExtensions
{
    public static void AddKafkaTelemetry(this IHostApplicationBuilder builder, bool disableTracing, bool disableMetrics)
    {
        builder.Services.TryAddSingleton<KafkaLog>();
        if (!disableTracing)
            builder.Services.AddOpenTelemetry().WithTracing(tracing => tracing.AddSource(KafkaTelemetry.Name));
        if (!disableMetrics)
            builder.Services.AddOpenTelemetry().WithMetrics(metrics => metrics.AddMeter(KafkaTelemetry.Name));
    }
}
