using System.Reflection;
using Aspire.Hosting.DotnetProjects;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;

namespace Aspire.Hosting.Testing;

/// <summary>What differs under test: no dashboard, random ports, fresh data.</summary>
internal static class TestingDefaults
{
    private const string DefaultEnvironment = "Development";

    public static void Apply(
        DistributedApplicationOptions options, HostApplicationBuilderSettings settings, Assembly? appHost, string[] args)
    {
        var directory = AppHostAssembly.FindProjectDirectory(appHost);
        options.AssemblyName ??= appHost?.GetName().Name;
        options.ProjectDirectory ??= directory;
        options.DisableDashboard = true;
        options.EnableResourceLogging = true;
        options.UsesStateFolder = false;

        // An AppHost may not hand its arguments on.
        settings.Args = options.Args = [.. options.Args ?? [], .. args.Except(options.Args ?? [])];
        var profile = directory is null ? null : LaunchSettings.Read(directory).Select()?.Value;
        settings.EnvironmentName = EnvironmentOf(profile);
        settings.Configuration ??= new ConfigurationManager();
        settings.Configuration.AddInMemoryCollection(ConfigurationOf(profile));
    }

    private static string EnvironmentOf(LaunchProfile? profile) =>
        profile?.EnvironmentVariables.GetValueOrDefault("DOTNET_ENVIRONMENT")
        ?? profile?.EnvironmentVariables.GetValueOrDefault("ASPNETCORE_ENVIRONMENT")
        ?? DefaultEnvironment;

    private static Dictionary<string, string?> ConfigurationOf(LaunchProfile? profile)
    {
        var values = (profile?.EnvironmentVariables ?? []).ToDictionary(
            v => v.Key.Replace("__", ":", StringComparison.Ordinal), v => (string?)v.Value);
        values["DcpPublisher:RandomizePorts"] = "true";
        values["ASPIRE_ALLOW_UNSECURED_TRANSPORT"] = "true";
        return values;
    }
}
