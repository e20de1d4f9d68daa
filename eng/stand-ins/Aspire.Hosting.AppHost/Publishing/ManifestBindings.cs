using System.Text.Json;
using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Publishing;

/// <summary>Writes the endpoints of resources, with ports for those that have none and need one.</summary>
internal sealed class ManifestBindings(Utf8JsonWriter json)
{
    private readonly HashSet<int> _used = [];
    private int _next = 8000;

    public void Write(IResource resource)
    {
        var endpoints = resource.Annotations.OfType<EndpointAnnotation>().ToList();
        if (endpoints.Count == 0)
            return;

        var schemes = new HashSet<string>();
        json.WriteStartObject("bindings");
        foreach (var endpoint in endpoints)
            Write(endpoint, TargetPortOf(resource, endpoint, isFirst: schemes.Add(endpoint.UriScheme)));
        json.WriteEndObject();
    }

    private void Write(EndpointAnnotation endpoint, int? targetPort)
    {
        json.WriteStartObject(endpoint.Name);
        json.WriteString("scheme", endpoint.UriScheme);
        json.WriteString("protocol", endpoint.Protocol.ToString().ToLowerInvariant());
        json.WriteString("transport", endpoint.Transport);
        if (PublicPortOf(endpoint, targetPort) is { } port && port != targetPort)
            json.WriteNumber("port", port);
        if (targetPort is { } target)
            json.WriteNumber("targetPort", target);
        if (endpoint.IsExternal)
            json.WriteBoolean("external", true);
        json.WriteEndObject();
    }

    /// <summary>None for a project's first http and https endpoint: the tool that deploys knows the image's port.</summary>
    private int? TargetPortOf(IResource resource, EndpointAnnotation endpoint, bool isFirst)
    {
        int? port = (resource, endpoint.UriScheme, endpoint.TargetPort, endpoint.Port) switch
        {
            (_, _, { } target, _) => target,
            (ContainerResource, _, null, { } given) => given,
            (ProjectResource, "http" or "https", null, _) when isFirst => null,
            _ => Allocate(),
        };
        if (port is { } used)
            _used.Add(used);
        return port;
    }

    private int? PublicPortOf(EndpointAnnotation endpoint, int? targetPort)
    {
        int? port = (endpoint.UriScheme, endpoint.Port, targetPort) switch
        {
            (_, { } given, _) => given,
            (_, null, not null) => null,
            ("http" or "https", null, null) => null,
            _ => Allocate(),
        };
        if (port is { } used)
            _used.Add(used);
        return port;
    }

    private int Allocate()
    {
        while (!_used.Add(_next))
            _next++;
        return _next;
    }
}
