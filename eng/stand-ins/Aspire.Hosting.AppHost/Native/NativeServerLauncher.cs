using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Processes;
using Aspire.Hosting.Running;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Aspire.Hosting.Native;

/// <summary>Starts a native server in its data folder.</summary>
internal sealed class NativeServerLauncher(
    INativeServer server, EnvironmentGatherer gatherer, DataFolders folders, IServiceProvider services) : ILauncher
{
    public async Task<ProcessSpec> PrepareAsync(ResourceInstance instance, CancellationToken cancellationToken)
    {
        if (server.FindObstacle(services.GetRequiredService<IConfiguration>()) is { } obstacle)
            throw new DistributedApplicationException(obstacle);

        var data = folders.For(instance.Resource);
        var logger = services.GetRequiredService<ResourceLoggerService>().GetLogger(instance.Id);
        logger.Uses(data.Path, data.IsKept ? "kept" : "temporary");

        var endpoint = instance.Resource.Annotations.OfType<EndpointAnnotation>().FirstOrDefault();
        var context = new NativeServerContext
        {
            Data = data,
            Port = endpoint is null ? 0 : instance.Ports.Find(endpoint.Name) ?? 0,
            Environment = await gatherer.GatherEnvironmentAsync(instance, cancellationToken),
            Arguments = await gatherer.GatherArgumentsAsync(instance, cancellationToken),
            Logger = logger,
        };
        return await server.PrepareAsync(context, cancellationToken);
    }
}
