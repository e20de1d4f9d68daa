using System.Globalization;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>One property of an endpoint's address.</summary>
public class EndpointReferenceExpression(EndpointReference endpointReference, EndpointProperty property)
    : IExpressionValue, IValueWithReferences
{
    public EndpointReference Endpoint { get; } = endpointReference;

    public EndpointProperty Property { get; } = property;

    public string ValueExpression => Property switch
    {
        EndpointProperty.HostAndPort => $"{Expression("host")}:{Expression("port")}",
        EndpointProperty.IPV4Host => Expression("host"),
        EndpointProperty.TargetPort => Expression("targetPort"),
        EndpointProperty.TlsEnabled => Expression("tlsEnabled"),
        _ => Expression(Property.ToString().ToLowerInvariant()),
    };

    IEnumerable<object> IValueWithReferences.References => [Endpoint];

    public ValueTask<string?> GetValueAsync(CancellationToken cancellationToken = default) =>
        GetValueAsync(new ValueProviderContext(), cancellationToken);

    public async ValueTask<string?> GetValueAsync(
        ValueProviderContext context, CancellationToken cancellationToken = default)
    {
        if (Property == EndpointProperty.Scheme)
            return Endpoint.Scheme;
        if (Property == EndpointProperty.TlsEnabled)
            return Endpoint.TlsEnabled ? bool.TrueString : bool.FalseString;
        if (Property == EndpointProperty.TargetPort && OwnTargetPort(context) is { } ownPort)
            return Print(ownPort);

        var allocated = await Endpoint.EndpointAnnotation.GetAllocatedAsync(cancellationToken);
        return Property switch
        {
            EndpointProperty.Url => allocated.UriString,
            EndpointProperty.Host => allocated.Address,
            EndpointProperty.IPV4Host => allocated.Address == "localhost" ? "127.0.0.1" : allocated.Address,
            EndpointProperty.Port => Print(allocated.Port),
            EndpointProperty.HostAndPort => allocated.EndPointString,
            EndpointProperty.TargetPort => Print(Endpoint.TargetPort ?? allocated.Port),
            _ => throw new InvalidOperationException($"The property '{Property}' is not supported for endpoints."),
        };
    }

    private string Expression(string name) => $"{{{Endpoint.Resource.Name}.bindings.{Endpoint.EndpointName}.{name}}}";

    private static string Print(int port) => port.ToString(CultureInfo.InvariantCulture);

    /// <summary>Each process of a resource listens on its own port, which only that process may know.</summary>
    private int? OwnTargetPort(ValueProviderContext context) =>
        context.Instance is { } instance && ReferenceEquals(instance.Resource, Endpoint.Resource)
            ? instance.Ports.Find(Endpoint.EndpointName)
            : null;
}
