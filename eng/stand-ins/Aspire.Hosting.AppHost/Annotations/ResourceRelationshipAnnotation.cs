namespace Aspire.Hosting.ApplicationModel;

/// <summary>A named tie to another resource.</summary>
public sealed class ResourceRelationshipAnnotation(IResource resource, string type) : IResourceAnnotation
{
    public IResource Resource { get; } = resource;

    public string Type { get; } = type;
}
