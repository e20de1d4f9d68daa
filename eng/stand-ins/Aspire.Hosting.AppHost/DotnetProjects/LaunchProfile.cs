namespace Aspire.Hosting.DotnetProjects;

/// <summary>A profile of a project's launchSettings.json.</summary>
internal sealed class LaunchProfile
{
    public string? CommandName { get; set; }

    public string? CommandLineArgs { get; set; }

    public string? ApplicationUrl { get; set; }

    public Dictionary<string, string> EnvironmentVariables { get; set; } = [];
}
