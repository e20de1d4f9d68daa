using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Native;

namespace Aspire.Hosting.Running;

/// <summary>Chooses the launcher of a resource.</summary>
internal sealed class Launchers(EnvironmentGatherer gatherer, DataFolders folders, IServiceProvider services)
{
    public static bool RunsAsProcess(IResource resource) =>
        resource is ProjectResource or ExecutableResource or ContainerResource &&
        !resource.HasAnnotationOfType<ExternalServerAnnotation>();

    public ILauncher For(IResource resource) => resource switch
    {
        ProjectResource => new ProjectLauncher(gatherer),
        ExecutableResource => new ExecutableLauncher(gatherer),
        _ when resource.TryGetLastAnnotation<NativeServerAnnotation>(out var native) =>
            new NativeServerLauncher(native.Server, gatherer, folders, services),
        _ => throw new DistributedApplicationException(
            $"'{resource.Name}' is a container, and restricted mode has no container engine. Use full mode to run it."),
    };
}
