using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Processes;

namespace Aspire.Hosting.Running;

/// <summary>Starts any program.</summary>
internal sealed class ExecutableLauncher(EnvironmentGatherer gatherer) : ILauncher
{
    public async Task<ProcessSpec> PrepareAsync(ResourceInstance instance, CancellationToken cancellationToken)
    {
        var executable = (ExecutableResource)instance.Resource;
        if (!Directory.Exists(executable.WorkingDirectory))
            throw new DistributedApplicationException(
                $"The working directory '{executable.WorkingDirectory}' does not exist.");

        var program = ExecutablePath.Find(executable.Command, executable.WorkingDirectory)
            ?? throw new DistributedApplicationException($"The command '{executable.Command}' was not found.");
        return new ProcessSpec
        {
            FileName = program,
            Arguments = await gatherer.GatherArgumentsAsync(instance, cancellationToken),
            WorkingDirectory = executable.WorkingDirectory,
            Environment = await gatherer.GatherEnvironmentAsync(instance, cancellationToken),
            SignalsGroup = true,
        };
    }
}
