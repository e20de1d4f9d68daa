using System.Text.Json;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Aspire.Hosting.Publishing;

/// <summary>The file that <c>--publisher manifest --output-path …</c> asks for.</summary>
internal static class ManifestFile
{
    private const string DefaultName = "aspire-manifest.json";

    /// <summary>Writes it; a path that does not end in .json is a folder.</summary>
    public static async Task WriteAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        var path = PathFrom(services.GetRequiredService<IConfiguration>());
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        await using var file = new FileStream(path, FileMode.Create);
        await using var json = new Utf8JsonWriter(file, new JsonWriterOptions { Indented = true });

        var context = services.GetRequiredService<DistributedApplicationExecutionContext>();
        var writer = new ManifestWriter(json, new ManifestValues(), context, Path.GetDirectoryName(path)!);
        await writer.WriteAsync(services.GetRequiredService<DistributedApplicationModel>(), cancellationToken);
        Console.WriteLine($"Published manifest to: {path}");
    }

    private static string PathFrom(IConfiguration configuration)
    {
        var given = configuration["Pipeline:OutputPath"] ?? throw new DistributedApplicationException(
            "The '--output-path [path]' option was not specified even though manifest publishing was requested.");
        var path = Path.GetFullPath(given);
        return path.EndsWith(".json", StringComparison.Ordinal) ? path : Path.Combine(path, DefaultName);
    }
}
