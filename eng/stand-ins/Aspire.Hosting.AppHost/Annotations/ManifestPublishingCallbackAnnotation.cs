namespace Aspire.Hosting.ApplicationModel;

/// <summary>Says that a resource stays out of the manifest, which only full mode writes.</summary>
public sealed class ManifestPublishingCallbackAnnotation : IResourceAnnotation
{
    public static ManifestPublishingCallbackAnnotation Ignore { get; } = new();
}
