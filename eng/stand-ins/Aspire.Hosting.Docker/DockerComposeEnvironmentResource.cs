using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Docker;

/// <summary>A place where Docker Compose runs the system.</summary>
public class DockerComposeEnvironmentResource(string name) : Resource(name);
