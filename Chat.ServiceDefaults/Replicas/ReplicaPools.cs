using System.Collections.Concurrent;
using Microsoft.Extensions.Options;

namespace Chat.ServiceDefaults.Replicas;

/// <summary>The pools of all addresses that this process calls, shared by its clients.</summary>
internal sealed class ReplicaPools(IOptions<GrpcClientOptions> options, TimeProvider time) : IDisposable
{
    private readonly GrpcClientOptions _options = options.Value;
    private readonly ConcurrentDictionary<string, Lazy<ReplicaPool>> _pools = new();

    public ReplicaPool Of(Uri address) =>
        _pools.GetOrAdd(address.GetLeftPart(UriPartial.Authority), key => new Lazy<ReplicaPool>(() => Create(new Uri(key)))).Value;

    public void Dispose()
    {
        foreach (var pool in _pools.Values) pool.Value.Dispose();
    }

    private ReplicaPool Create(Uri address) =>
        new(failures => new ReplicaConnection(address, failures, _options, time), _options.Connections);
}
