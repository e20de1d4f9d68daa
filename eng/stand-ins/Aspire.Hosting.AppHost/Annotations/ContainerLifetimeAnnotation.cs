namespace Aspire.Hosting.ApplicationModel;

/// <summary>How long a container lives; native servers always end with the AppHost.</summary>
public sealed class ContainerLifetimeAnnotation : IResourceAnnotation
{
    public required ContainerLifetime Lifetime { get; set; }
}

/// <summary>How long a container lives.</summary>
public enum ContainerLifetime
{
    Session,
    Persistent,
}
