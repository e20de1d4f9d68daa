using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;

namespace Chat.Bench.Doors;

/// <summary>Through the gateway, as an application goes.</summary>
internal sealed class RestDoor(Uri gateway, Users users) : IDoor
{
    private readonly HttpClient _http = new() { BaseAddress = gateway };

    public async Task<string> CreateAsync(int owner, CancellationToken cancellationToken)
    {
        var body = new
        {
            kind = "group",
            title = $"group of {users.Id(owner)}",
            participants = new[] { new { id = users.Id(owner + 1), type = "user" } },
        };
        var made = await CallAsync(owner, HttpMethod.Post, "/v1/conversations", body, cancellationToken);
        return made.GetProperty("id").GetString()!;
    }

    public async Task<long> SendAsync(int user, string conversation, string content, CancellationToken cancellationToken)
    {
        var body = new { content, clientId = Guid.NewGuid().ToString("N") };
        var path = $"/v1/conversations/{conversation}/messages";
        var sent = await CallAsync(user, HttpMethod.Post, path, body, cancellationToken);
        return sent.GetProperty("message").GetProperty("seq").GetInt64();
    }

    public async Task<int> PageAsync(int user, string conversation, long? before, CancellationToken cancellationToken)
    {
        var bound = before is { } seq ? $"before={seq.ToString(CultureInfo.InvariantCulture)}" : "newest=true";
        var path = $"/v1/conversations/{conversation}/messages?limit=50&{bound}";
        var page = await CallAsync(user, HttpMethod.Get, path, null, cancellationToken);
        return page.GetProperty("items").GetArrayLength();
    }

    /// <summary>Any route; its answer must be a success.</summary>
    public async Task<JsonElement> CallAsync(
        int user, HttpMethod method, string path, object? body, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(method, path);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", users.Token(user));
        if (body is not null) request.Content = JsonContent.Create(body);
        using var response = await _http.SendAsync(request, cancellationToken);
        var text = await response.Content.ReadAsStringAsync(cancellationToken);
        return response.IsSuccessStatusCode
            ? JsonSerializer.Deserialize<JsonElement>(text is "" ? "null" : text)
            : throw new BenchException($"{method} {path} answered {(int)response.StatusCode}: {text}");
    }

    public void Dispose() => _http.Dispose();
}
