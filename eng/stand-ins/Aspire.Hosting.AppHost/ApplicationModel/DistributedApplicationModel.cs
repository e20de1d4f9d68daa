namespace Aspire.Hosting.ApplicationModel;

/// <summary>The finished model of an application.</summary>
public class DistributedApplicationModel(IResourceCollection resources)
{
    public IResourceCollection Resources { get; } = resources;
}
