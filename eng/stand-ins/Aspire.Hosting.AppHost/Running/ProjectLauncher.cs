using Aspire.Hosting.Processes;

namespace Aspire.Hosting.Running;

/// <summary>Starts the built assembly of a project, so that the process is the service itself.</summary>
internal sealed class ProjectLauncher(EnvironmentGatherer gatherer) : ILauncher
{
    public async Task<ProcessSpec> PrepareAsync(ResourceInstance instance, CancellationToken cancellationToken)
    {
        var project = instance.Resource.Annotations.OfType<IProjectMetadata>().Last();
        var target = project.TargetPath;
        if (target is null || !File.Exists(target))
            throw new DistributedApplicationException(
                $"'{project.ProjectPath}' has no build output{(target is null ? "" : $" at '{target}'")}. Build it first.");

        return new ProcessSpec
        {
            FileName = DotnetHost.Path,
            Arguments = [target, .. await gatherer.GatherArgumentsAsync(instance, cancellationToken)],
            WorkingDirectory = Path.GetDirectoryName(project.ProjectPath)!,
            Environment = await gatherer.GatherEnvironmentAsync(instance, cancellationToken),
        };
    }
}
