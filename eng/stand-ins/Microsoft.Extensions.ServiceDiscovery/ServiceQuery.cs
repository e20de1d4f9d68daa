namespace Microsoft.Extensions.ServiceDiscovery;

/// <summary>What an address asks for: schemes in order of preference, an endpoint's name or none, a service's name.</summary>
internal readonly record struct ServiceQuery(string[] Schemes, string? Endpoint, string Service)
{
    /// <summary>Reads <c>https+http://_endpoint.service</c> and its shorter forms.</summary>
    public static ServiceQuery Of(Uri address)
    {
        var schemes = address.Scheme.Split('+');
        var host = address.Host;
        var dot = host.IndexOf('.');
        return host.StartsWith('_') && dot > 1
            ? new ServiceQuery(schemes, host[1..dot], host[(dot + 1)..])
            : new ServiceQuery(schemes, null, host);
    }
}
