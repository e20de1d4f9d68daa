using System.Net.Sockets;
using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.MongoDB;

/// <summary>MongoDB as the manifest describes it: a container with an account, which the native server here has not.</summary>
internal static class MongoContainer
{
    public static IResourceBuilder<MongoDBServerResource> AddPublishedMongoDB(
        this IDistributedApplicationBuilder builder, string name, int? port, ParameterResource? userName, ParameterResource? password)
    {
        var server = new MongoDBServerResource(name)
        {
            UserNameParameter = userName,
            PasswordParameter = password ?? ParameterResourceBuilderExtensions.CreateDefaultPasswordParameter(
                builder, $"{name}-password", special: false),
            HasAccounts = true,
        };
        return builder.AddResource(server)
            .WithImage("library/mongo", "8.3").WithImageRegistry("docker.io")
            .WithAnnotation(new EndpointAnnotation(
                ProtocolType.Tcp, name: MongoDBServerResource.PrimaryEndpointName, port: port,
                targetPort: MongoDBBuilderExtensions.ContainerPort))
            .WithEnvironment(context =>
            {
                context.EnvironmentVariables["MONGO_INITDB_ROOT_USERNAME"] = server.UserNameReference;
                context.EnvironmentVariables["MONGO_INITDB_ROOT_PASSWORD"] = server.PasswordParameter!;
            });
    }
}
