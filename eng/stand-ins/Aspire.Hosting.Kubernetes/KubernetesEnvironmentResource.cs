using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Kubernetes;

/// <summary>A cluster that runs the system.</summary>
public sealed class KubernetesEnvironmentResource(string name) : Resource(name);
