using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace Aspire.Hosting.Dashboard;

/// <summary>Turns away who does not bring the key.</summary>
internal sealed class ApiKeyGate(string key)
{
    public const string Header = "x-resource-service-api-key";

    private readonly byte[] _key = Encoding.UTF8.GetBytes(key);

    public async Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        var given = Encoding.UTF8.GetBytes(context.Request.Headers[Header].ToString());
        if (CryptographicOperations.FixedTimeEquals(given, _key))
            await next(context);
        else
            context.Response.StatusCode = StatusCodes.Status401Unauthorized;
    }
}
