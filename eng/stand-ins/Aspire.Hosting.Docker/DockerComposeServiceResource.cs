using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Docker;

/// <summary>A resource as a service of a compose file.</summary>
public class DockerComposeServiceResource(string name) : Resource(name);
