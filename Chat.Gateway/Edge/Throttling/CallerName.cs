using Chat.ServiceDefaults;

namespace Chat.Gateway.Edge.Throttling;

/// <summary>Whom a request is counted for: the user of its valid token, else the address that it comes from.</summary>
internal static class CallerName
{
    public static string Of(HttpContext http)
    {
        if (http.User.Identity?.IsAuthenticated != true)
            return AddressOf(http);
        var caller = http.User.ToCaller();
        return $"{caller.Tenant}/{caller.Type}/{caller.Id}";
    }

    public static string AddressOf(HttpContext http) => $"address/{http.Connection.RemoteIpAddress}";
}
