using System.Collections.Concurrent;

namespace Aspire.Hosting.Running;

/// <summary>The ports one process listens on, by endpoint name.</summary>
internal sealed class InstancePorts
{
    private readonly ConcurrentDictionary<string, int> _ports = new(StringComparer.OrdinalIgnoreCase);

    public int? Find(string endpointName) => _ports.TryGetValue(endpointName, out var port) ? port : null;

    public void Set(string endpointName, int port) => _ports[endpointName] = port;
}
