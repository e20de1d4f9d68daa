namespace Aspire.Hosting.Docker.Resources.ComposeNodes;

/// <summary>A service's entry in a compose file.</summary>
public sealed class Service
{
    public string? Restart { get; set; }
}
