using System.Net.Sockets;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Kafka;
using Aspire.Hosting.Native;
using Aspire.Hosting.Publishing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Aspire.Hosting;

/// <summary>Adds Kafka to the model.</summary>
public static class KafkaBuilderExtensions
{
    private const int ContainerPort = 9092;
    private const string DataPath = "/var/lib/kafka/data";
    private static readonly TimeSpan CheckTimeout = TimeSpan.FromSeconds(5);

    public static IResourceBuilder<KafkaServerResource> AddKafka(
        this IDistributedApplicationBuilder builder, string name, int? port = null)
    {
        var kafka = new KafkaServerResource(name);
        var key = $"{name}_check";
        builder.Services.AddHealthChecks().Add(new HealthCheckRegistration(
            key, _ => new KafkaHealthCheck(kafka), failureStatus: null, tags: null, CheckTimeout));
        return builder.AddResource(kafka)
            .WithAnnotation(new EndpointAnnotation(
                ProtocolType.Tcp, name: KafkaServerResource.PrimaryEndpointName, port: port, targetPort: ContainerPort))
            .WithAnnotation(new NativeServerAnnotation(new KafkaBroker()))
            .WithHealthCheck(key)
            .AsPublished();
    }

    /// <summary>Accepted; the broker of restricted mode keeps nothing on disk.</summary>
    public static IResourceBuilder<KafkaServerResource> WithDataVolume(
        this IResourceBuilder<KafkaServerResource> builder, string? name = null, bool isReadOnly = false) =>
        builder.WithVolume(name ?? VolumeNames.Of(builder, "data"), DataPath, isReadOnly).WithLogFolder(DataPath);

    /// <summary>Accepted; the broker of restricted mode keeps nothing on disk.</summary>
    public static IResourceBuilder<KafkaServerResource> WithDataBindMount(
        this IResourceBuilder<KafkaServerResource> builder, string source, bool isReadOnly = false) => builder;

    /// <summary>Accepted; the page runs in full mode only.</summary>
    public static IResourceBuilder<KafkaServerResource> WithKafkaUI(
        this IResourceBuilder<KafkaServerResource> builder,
        Action<IResourceBuilder<KafkaUIContainerResource>>? configureContainer = null,
        string? containerName = null) => builder;

    public static IResourceBuilder<KafkaUIContainerResource> WithHostPort(
        this IResourceBuilder<KafkaUIContainerResource> builder, int? port) => builder;
}
