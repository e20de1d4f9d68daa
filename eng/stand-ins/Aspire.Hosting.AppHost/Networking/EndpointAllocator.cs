using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Native;
using Aspire.Hosting.Running;
using Microsoft.Extensions.Configuration;

namespace Aspire.Hosting.Networking;

/// <summary>Gives every endpoint its public address, which it keeps however often its process restarts.</summary>
internal sealed class EndpointAllocator(IConfiguration configuration) : IAsyncDisposable
{
    private readonly List<EndpointProxy> _proxies = [];

    /// <summary>Tests run several applications at once, so the public ports of the model are ignored there.</summary>
    private bool RandomizesPorts => configuration.GetValue("DcpPublisher:RandomizePorts", false);

    public void Allocate(IResource resource)
    {
        foreach (var endpoint in resource.Annotations.OfType<EndpointAnnotation>())
        {
            var port = resource.TryGetLastAnnotation<NativeServerAnnotation>(out var native) && !native.Server.ChoosesPort
                ? AllocateNative(resource, endpoint)
                : endpoint.IsProxied || native is not null
                    ? AllocateProxied(resource, endpoint)
                    : AllocateDirect(resource, endpoint);
            endpoint.AllocatedEndpoint = new AllocatedEndpoint(endpoint, "localhost", port);
        }
    }

    /// <summary>Chooses the port a process listens on behind the proxy; a restart keeps it unless somebody took it.</summary>
    public static void RenewTargetPorts(ResourceInstance instance)
    {
        foreach (var endpoint in instance.Resource.Annotations.OfType<EndpointAnnotation>().Where(e => e.IsProxied))
        {
            if (instance.Resource is ContainerResource)
                continue;
            if (instance.Ports.Find(endpoint.Name) is not { } port || !PortAllocator.IsFree(port))
                instance.Ports.Set(endpoint.Name, endpoint.TargetPort ?? PortAllocator.Next());
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var proxy in _proxies)
            await proxy.DisposeAsync();
        _proxies.Clear();
    }

    private int AllocateNative(IResource resource, EndpointAnnotation endpoint)
    {
        var port = (RandomizesPorts ? null : endpoint.Port) ?? PortAllocator.Next();
        SetForAll(resource, endpoint, port);
        return port;
    }

    private int AllocateProxied(IResource resource, EndpointAnnotation endpoint)
    {
        var instances = InstancesAnnotation.Of(resource);
        if (instances.Count > 1 && endpoint.TargetPort is not null)
            throw new DistributedApplicationException(
                $"Resource '{resource.Name}' uses multiple replicas and endpoint '{endpoint.Name}' has a target port " +
                "set, which only one of them could use.");

        var listeners = ProxyListeners.Open(endpoint.TargetHost, RandomizesPorts ? null : endpoint.Port);
        var proxy = new EndpointProxy(listeners, instances, endpoint.Name);
        _proxies.Add(proxy);
        return proxy.Port;
    }

    private static int AllocateDirect(IResource resource, EndpointAnnotation endpoint)
    {
        if (InstancesAnnotation.Of(resource).Count > 1)
            throw new DistributedApplicationException(
                $"Resource '{resource.Name}' uses multiple replicas and a proxy-less endpoint '{endpoint.Name}'. These " +
                "features do not work together.");

        var port = endpoint.TargetPort ?? PortAllocator.Next();
        SetForAll(resource, endpoint, port);
        return port;
    }

    private static void SetForAll(IResource resource, EndpointAnnotation endpoint, int port)
    {
        foreach (var instance in InstancesAnnotation.Of(resource))
            instance.Ports.Set(endpoint.Name, port);
    }
}
