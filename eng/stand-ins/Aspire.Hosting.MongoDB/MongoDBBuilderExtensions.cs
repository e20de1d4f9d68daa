using System.Net.Sockets;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Health;
using Aspire.Hosting.MongoDB;
using Aspire.Hosting.Native;
using Aspire.Hosting.Publishing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Aspire.Hosting;

/// <summary>Adds MongoDB to the model.</summary>
public static class MongoDBBuilderExtensions
{
    internal const int ContainerPort = 27017;
    private const string DataPath = "/data/db";

    public static IResourceBuilder<MongoDBServerResource> AddMongoDB(
        this IDistributedApplicationBuilder builder, string name, int? port) => builder.AddMongoDB(name, port, null, null);

    public static IResourceBuilder<MongoDBServerResource> AddMongoDB(
        this IDistributedApplicationBuilder builder,
        string name,
        int? port = null,
        IResourceBuilder<ParameterResource>? userName = null,
        IResourceBuilder<ParameterResource>? password = null)
    {
        if (builder.ExecutionContext.IsPublishMode)
            return builder.AddPublishedMongoDB(name, port, userName?.Resource, password?.Resource);
        var configured = builder.Configuration.GetConnectionString(name);
        var server = new MongoDBServerResource(name)
        {
            Configured = configured,
            UserNameParameter = userName?.Resource,
            PasswordParameter = password?.Resource,
        };
        var added = builder.AddResource(server);
        return configured is null ? added.AsNative(port) : added.WithAnnotation(new ExternalServerAnnotation());
    }

    public static IResourceBuilder<MongoDBDatabaseResource> AddDatabase(
        this IResourceBuilder<MongoDBServerResource> builder, string name, string? databaseName = null)
    {
        var database = new MongoDBDatabaseResource(name, databaseName ?? name, builder.Resource);
        builder.Resource.AddDatabase(database.Name, database.DatabaseName);
        return builder.ApplicationBuilder.AddResource(database);
    }

    public static IResourceBuilder<MongoDBServerResource> WithDataVolume(
        this IResourceBuilder<MongoDBServerResource> builder, string? name = null, bool isReadOnly = false) =>
        builder.WithVolume(name ?? VolumeNames.Of(builder, "data"), DataPath, isReadOnly);

    public static IResourceBuilder<MongoDBServerResource> WithDataBindMount(
        this IResourceBuilder<MongoDBServerResource> builder, string source, bool isReadOnly = false) =>
        builder.WithBindMount(source, DataPath, isReadOnly);

    /// <summary>Accepted; the page runs in full mode only.</summary>
    public static IResourceBuilder<T> WithMongoExpress<T>(
        this IResourceBuilder<T> builder,
        Action<IResourceBuilder<MongoExpressContainerResource>>? configureContainer = null,
        string? containerName = null) where T : MongoDBServerResource => builder;

    private static IResourceBuilder<MongoDBServerResource> AsNative(
        this IResourceBuilder<MongoDBServerResource> builder, int? port)
    {
        var name = builder.Resource.Name;
        var key = $"{name}_check";
        builder.ApplicationBuilder.Services.AddHealthChecks().AddTcpCheck(key, builder.Resource.PrimaryEndpoint);
        return builder
            .WithAnnotation(new EndpointAnnotation(
                ProtocolType.Tcp, name: MongoDBServerResource.PrimaryEndpointName, port: port, targetPort: ContainerPort))
            .WithAnnotation(new NativeServerAnnotation(new MongoServer(name)))
            .WithHealthCheck(key);
    }
}
