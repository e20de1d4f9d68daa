using System.Reflection;

namespace Aspire.Hosting.Dashboard;

/// <summary>Finds the Aspire dashboard that the local feed unpacked.</summary>
internal static class DashboardProgram
{
    private const string RelativePath = "managed/aspire-managed";

    /// <summary>The newest version below the folder that the build wrote into the AppHost's assembly.</summary>
    public static string? Find(Assembly? appHost)
    {
        var root = AppHostAssembly.FindMetadata(appHost, "aspiredashboardroot");
        return root is null || !Directory.Exists(root)
            ? null
            : Directory.EnumerateDirectories(root)
                .Select(version => Path.Combine(version, RelativePath))
                .Where(File.Exists)
                .OrderByDescending(program => File.GetLastWriteTimeUtc(program))
                .FirstOrDefault();
    }
}
