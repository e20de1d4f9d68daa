using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Aspire.Hosting.Publishing;

/// <summary>Publishes what restricted mode can, the manifest, and refuses the rest.</summary>
internal static class Publisher
{
    private const string Refusal =
        "Only the manifest can be published (--publisher manifest --output-path …): this AppHost was built in restricted mode, " +
        "with stand-ins for the Aspire packages. Build it in full mode (UseAspirePackages=true, on a machine that can restore " +
        "Aspire.AppHost.Sdk) and publish again.";

    /// <summary>For a command line: one sentence and an exit code instead of a stack trace.</summary>
    public static async Task RunAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        try
        {
            if (!AsksForManifest(services.GetRequiredService<IConfiguration>()))
                throw new DistributedApplicationException(Refusal);
            await ManifestFile.WriteAsync(services, cancellationToken);
        }
        catch (DistributedApplicationException exception)
        {
            await Console.Error.WriteLineAsync(exception.Message);
            Environment.ExitCode = 1;
        }
    }

    public static void EnsureRunMode(DistributedApplicationExecutionContext context)
    {
        if (context.IsPublishMode)
            throw new DistributedApplicationException(Refusal);
    }

    private static bool AsksForManifest(IConfiguration configuration) =>
        configuration["Publishing:Publisher"] == "manifest" || configuration["Pipeline:Step"] == "publish-manifest";
}
