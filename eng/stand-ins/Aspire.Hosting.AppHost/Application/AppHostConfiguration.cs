using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Configuration;

namespace Aspire.Hosting;

/// <summary>Adds what an AppHost knows of itself to its configuration.</summary>
internal static class AppHostConfiguration
{
    private static readonly Dictionary<string, string> Switches = new()
    {
        ["--operation"] = "AppHost:Operation",
        ["--publisher"] = "Publishing:Publisher",
        ["--output-path"] = "Pipeline:OutputPath",
        ["--step"] = "Pipeline:Step",
    };

    public static void AddAppHostConfiguration(
        this ConfigurationManager configuration, DistributedApplicationOptions options, string directory, string name)
    {
        if (options.Args is { Length: > 0 } args)
            configuration.AddCommandLine(args, Switches);

        // What is deployed keeps its name wherever it was published from.
        var isPublished = configuration["Publishing:Publisher"] is not null;
        var path = Path.Combine(directory, name);
        configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["AppHost:Directory"] = directory,
            ["AppHost:Path"] = path,
            ["AppHost:Sha256"] = Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(isPublished ? name : path))),
            ["AppHost:DashboardApplicationName"] = options.DashboardApplicationName ?? name,
        });
    }
}
