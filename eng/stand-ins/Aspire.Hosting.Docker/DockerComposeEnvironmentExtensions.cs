using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Docker;
using Aspire.Hosting.Docker.Resources.ComposeNodes;

namespace Aspire.Hosting;

/// <summary>Accepts Docker Compose as a target; its files are written in full mode only.</summary>
public static class DockerComposeEnvironmentExtensions
{
    /// <summary>Accepted; the environment stays out of the model, as in a run of full mode.</summary>
    public static IResourceBuilder<DockerComposeEnvironmentResource> AddDockerComposeEnvironment(
        this IDistributedApplicationBuilder builder, string name) =>
        builder.CreateResourceBuilder(new DockerComposeEnvironmentResource(name));

    /// <summary>Accepted; there is no service to configure.</summary>
    public static IResourceBuilder<T> PublishAsDockerComposeService<T>(
        this IResourceBuilder<T> builder, Action<DockerComposeServiceResource, Service> configure)
        where T : IComputeResource => builder;
}
