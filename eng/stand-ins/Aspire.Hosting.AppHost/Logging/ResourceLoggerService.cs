using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>Gives access to the output of resources, by resource or by instance id.</summary>
public class ResourceLoggerService : IDisposable
{
    private readonly ConcurrentDictionary<string, ResourceLog> _logs = new(StringComparer.OrdinalIgnoreCase);

    public ILogger GetLogger(IResource resource) =>
        new ResourceLogger([.. ResourceIds.Of(resource).Select(LogOf)]);

    public ILogger GetLogger(string resourceName) => new ResourceLogger([LogOf(resourceName)]);

    /// <summary>The lines so far, then the following ones, until the resource's log is completed.</summary>
    public IAsyncEnumerable<IReadOnlyList<LogLine>> WatchAsync(IResource resource)
    {
        var ids = ResourceIds.Of(resource);
        return ids.Count == 1 ? WatchAsync(ids[0]) : MergedLog.WatchAsync([.. ids.Select(LogOf)]);
    }

    public IAsyncEnumerable<IReadOnlyList<LogLine>> WatchAsync(string resourceName) =>
        MergedLog.WatchAsync([LogOf(resourceName)]);

    public IAsyncEnumerable<IReadOnlyList<LogLine>> GetAllAsync(IResource resource) =>
        GetAllAsync([.. ResourceIds.Of(resource).Select(LogOf)]);

    public IAsyncEnumerable<IReadOnlyList<LogLine>> GetAllAsync(string resourceName) =>
        GetAllAsync([LogOf(resourceName)]);

    public void Complete(IResource resource)
    {
        foreach (var id in ResourceIds.Of(resource))
            Complete(id);
    }

    public void Complete(string name) => LogOf(name).Complete();

    public void Dispose()
    {
        foreach (var log in _logs.Values)
            log.Complete();
        GC.SuppressFinalize(this);
    }

    internal ResourceLog LogOf(string resourceId) => _logs.GetOrAdd(resourceId, _ => new ResourceLog(TimeProvider.System));

    private static async IAsyncEnumerable<IReadOnlyList<LogLine>> GetAllAsync(
        IReadOnlyList<ResourceLog> logs, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        foreach (var log in logs)
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return log.Snapshot();
        }

        await Task.CompletedTask;
    }
}
