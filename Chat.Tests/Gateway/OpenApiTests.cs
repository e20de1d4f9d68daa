using System.Text.Json;
using Chat.Tests.Dialects;
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
        var seeds = SeedRoutes.All.Select(row => $"{row.Data.Item2} {row.Data.Item3}").ToList();
        Assert.Equal(45, seeds.Distinct().Count());
        Assert.Equal(
            Routes.All.Select(row => $"{row.Data.Item1} {row.Data.Item2}").Concat(seeds).Concat(SeedRoutes.Aliases).Distinct().Order(),
            listed.Order());
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

    [Fact]
    public async Task Document_NamesEveryOperationOnce()
    {
        using var nobody = ChatClient.For(Chat.Gateway, null);
        var document = await nobody.ReadAsync<JsonElement>("/openapi/v1.json", Cancel);
        var operations = document.GetProperty("paths").EnumerateObject().SelectMany(path => path.Value.EnumerateObject())
            .Select(verb => verb.Value).ToList();

        Assert.All(operations, operation => Assert.NotEmpty(operation.GetProperty("summary").GetString()!));
        var names = operations.Select(operation => operation.GetProperty("operationId").GetString()).ToList();
        Assert.Equal(names.Distinct(), names);
    }

    [Theory]
    [InlineData("/v1/conversations", "status", "\"any\"")]
    [InlineData("/v1/conversations", "limit", "\"maximum\":100")]
    [InlineData("/v1/conversations", "tag", "\"array\"")]
    [InlineData("/v1/conversations/{conversationId}/messages", "newest", "\"boolean\"")]
    [InlineData("/v1/conversations/{conversationId}/messages", "role", "\"assistant\"")]
    public async Task Document_SaysWhatAParameterTakes(string path, string parameter, string expected)
    {
        using var nobody = ChatClient.For(Chat.Gateway, null);
        var document = await nobody.ReadAsync<JsonElement>("/openapi/v1.json", Cancel);

        var found = document.GetProperty("paths").GetProperty(path).GetProperty("get").GetProperty("parameters").EnumerateArray()
            .Single(candidate => candidate.GetProperty("name").GetString() == parameter);

        Assert.Contains(expected, JsonSerializer.Serialize(found.GetProperty("schema")), StringComparison.Ordinal);
        Assert.NotEmpty(found.GetProperty("description").GetString()!);
    }
}
