using Microsoft.Extensions.Configuration;

namespace Microsoft.Extensions.ServiceDiscovery;

/// <summary>Finds the addresses of a service under <c>services:{name}:{endpoint}:{index}</c> and takes turns.</summary>
internal sealed class ConfiguredEndpoints(IConfiguration configuration)
{
    private uint _turn;

    /// <summary>The address to call, or the given one when no service of that name is configured.</summary>
    public Uri Resolve(Uri address)
    {
        var query = ServiceQuery.Of(address);
        var endpoints = Find(query);
        if (endpoints.Length == 0)
            return PassThrough(address, query);

        var endpoint = endpoints[(int)(Interlocked.Increment(ref _turn) % (uint)endpoints.Length)];
        return new UriBuilder(address) { Scheme = endpoint.Scheme, Host = endpoint.Host, Port = endpoint.Port }.Uri;
    }

    private Uri[] Find(ServiceQuery query)
    {
        var service = configuration.GetSection("services").GetSection(query.Service);
        // An endpoint is named by the address or, like the default ones, by its scheme.
        foreach (var name in query.Endpoint is { } named ? [named] : query.Schemes)
        {
            var addresses = service.GetSection(name).GetChildren()
                .Select(child => Parse(child, query.Schemes))
                .OfType<Uri>()
                .Where(address => query.Schemes.Contains(address.Scheme))
                .ToArray();
            if (addresses.Length > 0)
                return addresses;
        }

        return [];
    }

    // A value is an address (http://host:port) or only its end (host:port); then the first wanted scheme holds.
    private static Uri? Parse(IConfigurationSection child, string[] schemes)
    {
        if (string.IsNullOrWhiteSpace(child.Value))
            return null;

        var text = child.Value.Contains("://", StringComparison.Ordinal) ? child.Value : $"{schemes[0]}://{child.Value}";
        return Uri.TryCreate(text, UriKind.Absolute, out var uri)
            ? uri
            : throw new InvalidOperationException($"{child.Path} is '{child.Value}'; give an address like http://host:port.");
    }

    private static Uri PassThrough(Uri address, ServiceQuery query) =>
        query.Schemes.Length == 1 ? address : new UriBuilder(address) { Scheme = query.Schemes[0] }.Uri;
}
