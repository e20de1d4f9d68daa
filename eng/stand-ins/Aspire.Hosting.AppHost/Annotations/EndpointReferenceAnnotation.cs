namespace Aspire.Hosting.ApplicationModel;

/// <summary>Which endpoints of another resource this one uses.</summary>
public sealed class EndpointReferenceAnnotation(IResourceWithEndpoints resource) : IResourceAnnotation
{
    public IResourceWithEndpoints Resource { get; } = resource;

    public bool UseAllEndpoints { get; set; }

    public HashSet<string> EndpointNames { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The name to announce it by, when it is not the resource's.</summary>
    internal string? ReferenceName { get; set; }
}
