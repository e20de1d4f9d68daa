using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Kubernetes;

namespace Aspire.Hosting;

/// <summary>Accepts Kubernetes as a target; its chart is written in full mode only.</summary>
public static class KubernetesEnvironmentExtensions
{
    /// <summary>Accepted; the environment stays out of the model, as in a run of full mode.</summary>
    public static IResourceBuilder<KubernetesEnvironmentResource> AddKubernetesEnvironment(
        this IDistributedApplicationBuilder builder, string name) =>
        builder.CreateResourceBuilder(new KubernetesEnvironmentResource(name));
}
