using Microsoft.Extensions.Http;

namespace Microsoft.Extensions.ServiceDiscovery;

/// <summary>
/// Keeps gRPC channels from connecting to a service's name by themselves: with a plain <see cref="SocketsHttpHandler"/>
/// they would look it up in DNS before a request reaches the handler that resolves it. The real package does the same.
/// </summary>
internal sealed class DisableGrpcLoadBalancingFilter : IHttpMessageHandlerBuilderFilter
{
    private const string Property = "__GrpcLoadBalancingDisabled";

    public Action<HttpMessageHandlerBuilder> Configure(Action<HttpMessageHandlerBuilder> next) => builder =>
    {
        next(builder);
        if (builder.PrimaryHandler is SocketsHttpHandler handler)
            handler.Properties[Property] = true;
    };
}
