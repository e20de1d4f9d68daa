using Microsoft.Extensions.Configuration;

namespace Aspire.Hosting.DotnetProjects;

/// <summary>What a project's own files say about running it.</summary>
internal sealed record ProjectSettings(
    string? ProfileName, LaunchProfile? Profile, IReadOnlyList<KestrelEndpoint> KestrelEndpoints)
{
    private const string DefaultEnvironment = "Development";

    public static ProjectSettings Load(
        IProjectMetadata metadata, ProjectResourceOptions options, IConfiguration configuration)
    {
        var directory = Path.GetDirectoryName(metadata.ProjectPath)!;
        var selected = options.ExcludeLaunchProfile ? null : LaunchSettings.Read(directory).Select(
            options.LaunchProfileName,
            configuration["AppHost:DefaultLaunchProfileName"],
            configuration["DOTNET_LAUNCH_PROFILE"]);

        var variables = selected?.Value.EnvironmentVariables;
        var environment = variables?.GetValueOrDefault("ASPNETCORE_ENVIRONMENT")
            ?? variables?.GetValueOrDefault("DOTNET_ENVIRONMENT")
            ?? DefaultEnvironment;
        var kestrel = options.ExcludeKestrelEndpoints ? [] : KestrelSection.Read(directory, environment);
        return new ProjectSettings(selected?.Key, selected?.Value, kestrel);
    }
}
