using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Azure.AppContainers;

/// <summary>A place where Azure Container Apps runs the system.</summary>
public class AzureContainerAppEnvironmentResource(string name) : Resource(name);
