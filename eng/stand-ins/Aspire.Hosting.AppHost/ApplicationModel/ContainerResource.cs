namespace Aspire.Hosting.ApplicationModel;

/// <summary>What Aspire runs as a container; a stand-in runs it as a native server where it knows how to.</summary>
public class ContainerResource(string name, string? entrypoint = null)
    : Resource(name), IResourceWithEnvironment, IResourceWithArgs, IResourceWithEndpoints, IResourceWithWaitSupport,
      IResourceWithProbes, IComputeResource
{
    public string? Entrypoint { get; set; } = entrypoint;
}
