namespace Aspire.Hosting.ApplicationModel;

/// <summary>Records that a resource can do without the other one.</summary>
internal sealed class OptionalReferenceAnnotation(IResource resource) : IResourceAnnotation
{
    public IResource Resource { get; } = resource;
}
