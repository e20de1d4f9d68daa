namespace Chat.ServiceDefaults;

/// <summary>Makes calls with this service's own token.</summary>
internal sealed class ServiceTokenInterceptor(ServiceTokenSource source) : TokenInterceptor
{
    protected override string? GetToken() => source.GetToken();
}
