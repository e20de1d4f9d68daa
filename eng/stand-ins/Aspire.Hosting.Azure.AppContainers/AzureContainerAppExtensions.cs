using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Azure.AppContainers;

namespace Aspire.Hosting;

/// <summary>Accepts Azure Container Apps as a target; its files are written in full mode only.</summary>
public static class AzureContainerAppExtensions
{
    /// <summary>Accepted; the environment stays out of the model, as in a run of full mode.</summary>
    public static IResourceBuilder<AzureContainerAppEnvironmentResource> AddAzureContainerAppEnvironment(
        this IDistributedApplicationBuilder builder, string name) =>
        builder.CreateResourceBuilder(new AzureContainerAppEnvironmentResource(name));
}
