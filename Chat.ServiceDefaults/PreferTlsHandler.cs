namespace Chat.ServiceDefaults;

/// <summary>
/// Asks service discovery for an https address first and an http one else. Discovery answers with addresses of the asked scheme
/// only, which one it is differs by where the system is deployed to, and a gRPC channel's address cannot name both.
/// </summary>
internal sealed class PreferTlsHandler : DelegatingHandler
{
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (request.RequestUri is { Scheme: "http" } address)
            request.RequestUri = new UriBuilder(address) { Scheme = "https+http", Port = address.IsDefaultPort ? -1 : address.Port }.Uri;
        return base.SendAsync(request, cancellationToken);
    }
}
