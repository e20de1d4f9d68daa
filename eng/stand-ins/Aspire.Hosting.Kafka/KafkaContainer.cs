using System.Net.Sockets;
using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Kafka;

/// <summary>Kafka as the manifest describes it; here a native process does without all of this.</summary>
internal static class KafkaContainer
{
    private const string InternalEndpoint = "internal";
    private const int InternalPort = 9093;

    public static IResourceBuilder<KafkaServerResource> AsPublished(this IResourceBuilder<KafkaServerResource> builder)
    {
        builder.WithImage("confluentinc/confluent-local", "8.2.0").WithImageRegistry("docker.io");
        return builder.ApplicationBuilder.ExecutionContext.IsRunMode ? builder : builder
            .WithAnnotation(new EndpointAnnotation(ProtocolType.Tcp, name: InternalEndpoint, targetPort: InternalPort))
            .WithEnvironment(
                "KAFKA_LISTENERS",
                "PLAINTEXT://localhost:29092,CONTROLLER://localhost:29093,PLAINTEXT_HOST://0.0.0.0:9092,PLAINTEXT_INTERNAL://0.0.0.0:9093")
            .WithEnvironment(
                "KAFKA_LISTENER_SECURITY_PROTOCOL_MAP",
                "CONTROLLER:PLAINTEXT,PLAINTEXT:PLAINTEXT,PLAINTEXT_HOST:PLAINTEXT,PLAINTEXT_INTERNAL:PLAINTEXT")
            .WithEnvironment("KAFKA_ADVERTISED_LISTENERS", AddressesOf(builder.Resource));
    }

    /// <summary>Where the broker keeps its records when they shall outlive it.</summary>
    public static IResourceBuilder<KafkaServerResource> WithLogFolder(
        this IResourceBuilder<KafkaServerResource> builder, string path) =>
        builder.ApplicationBuilder.ExecutionContext.IsRunMode ? builder : builder.WithEnvironment("KAFKA_LOG_DIRS", path);

    private static ReferenceExpression AddressesOf(KafkaServerResource kafka)
    {
        var inside = kafka.GetEndpoint(InternalEndpoint);
        var addresses = new ReferenceExpressionBuilder();
        addresses.Append($"PLAINTEXT://{kafka.Host}:29092,");
        addresses.Append($"PLAINTEXT_HOST://{kafka.PrimaryEndpoint.Property(EndpointProperty.HostAndPort)},");
        addresses.Append($"PLAINTEXT_INTERNAL://{inside.Property(EndpointProperty.HostAndPort)}");
        return addresses.Build();
    }
}
