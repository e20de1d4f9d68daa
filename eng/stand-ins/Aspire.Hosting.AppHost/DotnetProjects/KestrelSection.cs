using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;

namespace Aspire.Hosting.DotnetProjects;

/// <summary>Reads the endpoints a project configures for itself.</summary>
internal static class KestrelSection
{
    public static IReadOnlyList<KestrelEndpoint> Read(string projectDirectory, string environment)
    {
        var settings = new ConfigurationBuilder()
            .SetBasePath(projectDirectory)
            .AddJsonFile("appsettings.json", optional: true)
            .AddJsonFile($"appsettings.{environment}.json", optional: true)
            .Build();

        var defaultProtocols = settings["Kestrel:EndpointDefaults:Protocols"];
        return
        [
            .. settings.GetSection("Kestrel:Endpoints").GetChildren()
                .Select(e => Read(e, defaultProtocols))
                .OfType<KestrelEndpoint>(),
        ];
    }

    private static KestrelEndpoint? Read(IConfigurationSection section, string? defaultProtocols)
    {
        if (section["Url"] is not { Length: > 0 } url)
            return null;

        // BindingAddress understands *, + and unix sockets, which Uri does not.
        var address = BindingAddress.Parse(url);
        var isHttp2 = string.Equals(section["Protocols"] ?? defaultProtocols, "Http2", StringComparison.OrdinalIgnoreCase);
        var uri = new UriBuilder(address.Scheme, "localhost", address.Port).Uri;
        return new KestrelEndpoint(section.Key, uri, address.Host, isHttp2);
    }
}
