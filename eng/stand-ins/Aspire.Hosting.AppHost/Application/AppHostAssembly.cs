using System.Reflection;

namespace Aspire.Hosting;

/// <summary>Reads what the build wrote into the AppHost's assembly.</summary>
internal static class AppHostAssembly
{
    public static string? FindProjectDirectory(Assembly? assembly) => FindMetadata(assembly, "apphostprojectpath");

    public static string? FindMetadata(Assembly? assembly, string key) =>
        assembly?.GetCustomAttributes<AssemblyMetadataAttribute>()
            .FirstOrDefault(a => string.Equals(a.Key, key, StringComparison.OrdinalIgnoreCase))?.Value;
}
