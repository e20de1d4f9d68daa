using Microsoft.AspNetCore.Http;

namespace Chat.ServiceDefaults;

/// <summary>Makes calls with the token of the current request's caller.</summary>
internal sealed class ForwardedTokenInterceptor(IHttpContextAccessor accessor) : TokenInterceptor
{
    protected override string? GetToken() => accessor.HttpContext?.User.BearerToken();
}
