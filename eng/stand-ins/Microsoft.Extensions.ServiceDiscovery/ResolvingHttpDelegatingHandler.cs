namespace Microsoft.Extensions.ServiceDiscovery;

/// <summary>Sends a request to the address that its service name stands for.</summary>
internal sealed class ResolvingHttpDelegatingHandler(ConfiguredEndpoints endpoints) : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var asked = request.RequestUri;
        if (asked is not null)
            request.RequestUri = endpoints.Resolve(asked);

        try
        {
            return await base.SendAsync(request, cancellationToken);
        }
        finally
        {
            // A retry outside of this handler asks again and may meet another replica.
            request.RequestUri = asked;
        }
    }
}
