namespace Aspire.Hosting.ApplicationModel;

/// <summary>A folder that keeps data; restricted mode turns it into a data folder on disk.</summary>
public sealed class ContainerMountAnnotation(string? source, string target, ContainerMountType type, bool isReadOnly)
    : IResourceAnnotation
{
    public string? Source { get; } = source;

    public string Target { get; } = target;

    public ContainerMountType Type { get; } = type;

    public bool IsReadOnly { get; } = isReadOnly;
}

/// <summary>Whether a mount is a path of the machine or a named volume.</summary>
public enum ContainerMountType
{
    BindMount,
    Volume,
}
