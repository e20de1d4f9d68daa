namespace Aspire.Hosting.ApplicationModel;

/// <summary>Names a registered health check that speaks for the resource.</summary>
public class HealthCheckAnnotation(string key) : IResourceAnnotation
{
    public string Key { get; } = key;
}
