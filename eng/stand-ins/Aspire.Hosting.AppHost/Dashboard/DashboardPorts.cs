using Aspire.Hosting.Networking;
using Microsoft.Extensions.Configuration;

namespace Aspire.Hosting.Dashboard;

/// <summary>Takes the addresses of the AppHost's launch profile where they are free, else free ones.</summary>
internal static class DashboardPorts
{
    public static string FrontEnd(IConfiguration configuration) => Choose(configuration["ASPNETCORE_URLS"] ?? configuration["URLS"]);

    public static string Otlp(IConfiguration configuration) => Choose(configuration["ASPIRE_DASHBOARD_OTLP_ENDPOINT_URL"]);

    private static string Choose(string? configured)
    {
        // https would need a certificate that both sides trust.
        var wish = configured?.Split(';').FirstOrDefault(url => url.StartsWith("http://", StringComparison.Ordinal));
        var port = Uri.TryCreate(wish, UriKind.Absolute, out var uri) && PortAllocator.IsFree(uri.Port)
            ? uri.Port
            : PortAllocator.Next();
        return new UriBuilder(Uri.UriSchemeHttp, "localhost", port).Uri.GetLeftPart(UriPartial.Authority);
    }
}
