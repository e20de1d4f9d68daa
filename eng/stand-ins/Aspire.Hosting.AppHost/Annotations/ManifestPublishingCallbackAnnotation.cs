namespace Aspire.Hosting.ApplicationModel;

/// <summary>Says that a resource stays out of the manifest.</summary>
public sealed class ManifestPublishingCallbackAnnotation : IResourceAnnotation
{
    public static ManifestPublishingCallbackAnnotation Ignore { get; } = new();
}
