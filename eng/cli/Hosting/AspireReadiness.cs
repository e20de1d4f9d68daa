using System.Text.Json;
using System.Text.RegularExpressions;

namespace Chat.Cli.Hosting;

/// <summary>Readiness in full mode: the gateway, which waits for all the others, answers on its fixed port.</summary>
internal sealed partial class AspireReadiness(HttpClient client) : IReadiness
{
    private readonly string gateway = GatewayAddress();

    public async Task<Endpoints?> CheckAsync(CancellationToken cancellationToken)
    {
        try
        {
            using var answer = await client.GetAsync($"{gateway}/health", cancellationToken);
            return answer.IsSuccessStatusCode ? new Endpoints(gateway, Dashboard()) : null;
        }
        catch (HttpRequestException)
        {
            return null;
        }
    }

    public IEnumerable<string> Missing() => [$"gateway at {gateway}; see the dashboard {Dashboard()} and {AppHostProcess.Log}"];

    private static string GatewayAddress()
    {
        var path = Path.Combine(Checkout.Root, "Chat.Gateway", "Properties", "launchSettings.json");
        using var settings = JsonDocument.Parse(File.ReadAllText(path));
        return settings.RootElement.GetProperty("profiles").EnumerateObject()
            .Select(profile => profile.Value.TryGetProperty("applicationUrl", out var url) ? url.GetString() : null)
            .SelectMany(urls => urls?.Split(';') ?? [])
            .First(url => url.StartsWith("http:", StringComparison.Ordinal)).TrimEnd('/');
    }

    private static string? Dashboard() => File.Exists(AppHostProcess.Log)
        && DashboardLine().Match(File.ReadAllText(AppHostProcess.Log)) is { Success: true } match ? match.Value : null;

    [GeneratedRegex(@"https?://\S+/login\?t=\w+")]
    private static partial Regex DashboardLine();
}
