namespace Aspire.Hosting.ApplicationModel;

/// <summary>The image that full mode, or whoever deploys, runs a resource from.</summary>
public sealed class ContainerImageAnnotation : IResourceAnnotation
{
    public string? Registry { get; set; }

    public required string Image { get; set; }

    public string? Tag { get; set; }

    internal string FullName =>
        $"{(Registry is null ? "" : $"{Registry}/")}{Image}{(Tag is null ? "" : $":{Tag}")}";
}
