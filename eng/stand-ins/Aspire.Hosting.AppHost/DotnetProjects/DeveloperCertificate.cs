using System.Security.Cryptography.X509Certificates;

namespace Aspire.Hosting.DotnetProjects;

/// <summary>Looks for the ASP.NET Core development certificate.</summary>
internal static class DeveloperCertificate
{
    // The extension that `dotnet dev-certs https` puts into its certificates.
    private const string ExtensionOid = "1.3.6.1.4.1.311.84.1.1";

    private static readonly Lazy<bool> Found = new(Find);

    public static bool Exists => Found.Value;

    private static bool Find()
    {
        using var store = new X509Store(StoreName.My, StoreLocation.CurrentUser);
        store.Open(OpenFlags.ReadOnly);
        return store.Certificates.Any(c =>
            c.HasPrivateKey && c.NotAfter > DateTime.Now && c.Extensions.Any(e => e.Oid?.Value == ExtensionOid));
    }
}
