using Microsoft.Extensions.Configuration;

namespace Aspire.Hosting.Dashboard;

/// <summary>Whether this run has a dashboard, and what its parts agree on.</summary>
internal sealed class DashboardSettings
{
    private const string ApplicationSuffix = ".AppHost";

    public DashboardSettings(
        DistributedApplicationOptions options, IDistributedApplicationBuilder builder, IConfiguration configuration)
    {
        ApplicationName = TrimSuffix(configuration["AppHost:DashboardApplicationName"] ?? "AppHost");
        Program = options.DisableDashboard ? null : DashboardProgram.Find(builder.AppHostAssembly);
        WhyNot = options.DisableDashboard
            ? "The dashboard is switched off."
            : "The Aspire dashboard is not unpacked. Run ./chat setup.";
    }

    public string ApplicationName { get; }

    public string? Program { get; }

    public string WhyNot { get; }

    public DashboardAccess Access { get; } = new();

    /// <summary>Set once the resource service listens.</summary>
    public string? ResourceServiceUrl { get; set; }

    private static string TrimSuffix(string name) =>
        name.EndsWith(ApplicationSuffix, StringComparison.Ordinal) ? name[..^ApplicationSuffix.Length] : name;
}
