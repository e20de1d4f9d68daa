namespace Aspire.Hosting.ApplicationModel;

/// <summary>A named thing in the application model.</summary>
public interface IResource
{
    string Name { get; }

    ResourceAnnotationCollection Annotations { get; }
}
