using System.Diagnostics;
using System.Text.Json;
using Chat.Tests.Conventions;

namespace Chat.Tests.Infrastructure;

/// <summary>The manifest that the AppHost publishes for tools that deploy it.</summary>
internal static class AppHostManifest
{
    private static readonly string[] s_own = ["DOTNET_ENVIRONMENT", "ASPNETCORE_ENVIRONMENT", "ASPNETCORE_URLS"];

    /// <summary>Runs the AppHost as azd does and gives the resources of what it wrote.</summary>
    public static async Task<JsonElement> PublishAsync(string[] arguments, CancellationToken cancellationToken)
    {
        var folder = Directory.CreateTempSubdirectory("chat-manifest-").FullName;
        try
        {
            var file = Path.Combine(folder, "manifest.json");
            var (exitCode, output) = await RunAsync(["--publisher", "manifest", "--output-path", file, .. arguments], cancellationToken);
            Assert.True(exitCode == 0, output);
            using var manifest = JsonDocument.Parse(await File.ReadAllBytesAsync(file, cancellationToken));
            return manifest.RootElement.GetProperty("resources").Clone();
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>Runs the AppHost with a command line and gives what it wrote on both outputs.</summary>
    public static async Task<(int ExitCode, string Output)> RunAsync(string[] arguments, CancellationToken cancellationToken)
    {
        var program = Directory.EnumerateFiles(
                Path.Combine(Repository.Root, "Chat.AppHost", "bin"), "Chat.AppHost.dll", SearchOption.AllDirectories)
            .OrderByDescending(File.GetLastWriteTimeUtc).First();
        var start = new ProcessStartInfo("dotnet", [program, .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var name in s_own)
            start.Environment.Remove(name);
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync(cancellationToken);
        var errors = process.StandardError.ReadToEndAsync(cancellationToken);
        await process.WaitForExitAsync(cancellationToken);
        return (process.ExitCode, await output + await errors);
    }
}
