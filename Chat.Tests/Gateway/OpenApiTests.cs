using System.Text.Json;
using Chat.Tests.Infrastructure;

namespace Chat.Tests.Gateway;

/// <summary>The OpenAPI document is what the gateway does.</summary>
[Trait("Requirement", "RST-47")]
public sealed class OpenApiTests(SharedApplication chat) : SystemTest(chat)
{
    [Fact]
    public async Task Document_ListsEveryRoute()
    {
        using var nobody = ChatClient.For(Chat.Gateway, null);
        var document = await nobody.ReadAsync<JsonElement>("/openapi/v1.json", Cancel);
        var listed = document.GetProperty("paths").EnumerateObject()
            .SelectMany(path => path.Value.EnumerateObject().Select(verb => $"{verb.Name.ToUpperInvariant()} {path.Name}"));

        Assert.StartsWith("3.1", document.GetProperty("openapi").GetString(), StringComparison.Ordinal);
        Assert.Equal(
            AccessTests.Routes.Select(row => $"{row.Data.Item1} {row.Data.Item2}")
                .Select(route => route.Replace("{job}", "{jobId}").Replace("{conversation}", "{conversationId}")).Order(),
            listed.Where(route => !route.Contains("/health", StringComparison.Ordinal)).Order());
    }

    [Fact]
    public async Task Document_DescribesRefusalsAndSecurity()
    {
        using var nobody = ChatClient.For(Chat.Gateway, null);
        var document = await nobody.ReadAsync<JsonElement>("/openapi/v1.json", Cancel);
        var ask = document.GetProperty("paths").GetProperty("/v1/chat").GetProperty("post");

        var statuses = ask.GetProperty("responses").EnumerateObject().Select(response => response.Name).ToList();
        Assert.All(new[] { "202", "400", "401", "404", "413", "415", "422" }, status => Assert.Contains(status, statuses));
        Assert.NotEqual(default, document.GetProperty("components").GetProperty("securitySchemes"));
    }
}
