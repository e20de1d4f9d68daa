namespace Aspire.Hosting.DotnetProjects;

/// <summary>A project known only by its path.</summary>
internal sealed class ProjectAtPath(string projectPath) : IProjectMetadata
{
    public string ProjectPath => projectPath;

    /// <summary>The newest build output of the project.</summary>
    public string? TargetPath
    {
        get
        {
            var output = new DirectoryInfo(Path.Combine(Path.GetDirectoryName(projectPath)!, "bin"));
            var assembly = $"{Path.GetFileNameWithoutExtension(projectPath)}.dll";
            return output.Exists
                ? output.EnumerateFiles(assembly, SearchOption.AllDirectories)
                    .Where(f => File.Exists(Path.ChangeExtension(f.FullName, ".runtimeconfig.json")))
                    .MaxBy(f => f.LastWriteTimeUtc)?.FullName
                : null;
        }
    }
}
