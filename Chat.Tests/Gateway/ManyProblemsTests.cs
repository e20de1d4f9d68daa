using System.Text.Json;
using Chat.Tests.Infrastructure;

namespace Chat.Tests.Gateway;

/// <summary>However much is wrong with a request, its answer is short.</summary>
[Trait("Requirement", "ERR-01")]
[Trait("Requirement", "ERR-02")]
public sealed class ManyProblemsTests(SharedApplication chat) : SystemTest(chat)
{
    private const string Json = "application/json";
    private const int LongestAnswer = 16 * 1024;
    private const int Most = 20;

    public static TheoryData<string, string, string, string> Bodies => new()
    {
        { "POST", "/v1/conversations", "participants", "1" },
        { "POST", "/v1/conversations", "participants", "{}" },
        { "POST", "/v1/conversations", "participants", """{"id":"a","type":"dog"}""" },
        { "POST", "/v1/conversations", "tags", "[]" },
        { "POST", "/v1/conversations/{c}/messages", "mentions", "{}" },
        { "POST", "/v1/conversations/{c}/messages", "attachments", "1" },
        { "POST", "/v1/conversations/{c}/messages", "attachments", "\"x\"" },
        { "POST", "/api/conversations", "participants", "1" },
        { "POST", "/api/conversations", "tags", "{}" },
        { "POST", "/api/conversations/{c}/messages", "attachments", "null" },
        { "POST", "/conversations", "participants", "true" },
        { "POST", "/conversations", "tags", "1" },
        { "POST", "/messages", "attachments", "1" },
    };

    [Theory]
    [MemberData(nameof(Bodies))]
    public async Task Items_ThatAreWrong_AreNamedUpToTwenty_AndThatThereAreMore(string method, string path, string field, string item)
    {
        using var ann = Chat.NewUser();
        var group = (await ann.CreateGroupAsync([], Cancel)).Id;
        var items = string.Join(',', Enumerable.Repeat(item, 900));

        using var response = await SendAsync(ann, method, path.Replace("{c}", group.ToString()), $$"""{"{{field}}":[{{items}}]}""");

        var errors = await ErrorsAsync(response);
        Assert.Equal(Most + 1, errors.Count);
        Assert.Equal("more", errors[^1].GetProperty("code").GetString());
        Assert.All(errors.SkipLast(1), error => Assert.NotEqual("more", error.GetProperty("code").GetString()));
    }

    [Theory]
    [MemberData(nameof(Bodies))]
    public async Task List_OfAWholeBody_IsRefusedAsOne(string method, string path, string field, string item)
    {
        using var ann = Chat.NewUser();
        var group = (await ann.CreateGroupAsync([], Cancel)).Id;
        var items = string.Join(',', Enumerable.Repeat(item, 1_000_000 / (item.Length + 1)));

        using var response = await SendAsync(ann, method, path.Replace("{c}", group.ToString()), $$"""{"{{field}}":[{{items}}]}""");

        var errors = await ErrorsAsync(response);
        Assert.Contains(errors, one => one.GetProperty("field").GetString() == field && one.GetProperty("code").GetString() == "too_many");
    }

    [Theory]
    [InlineData(1, 400_000, 1)]
    [InlineData(900, 400, Most + 1)]
    [InlineData(20_000, 15, 1)]
    public async Task Names_OfAClientsChoice_AreToldInShort(int count, int length, int expected)
    {
        using var ann = Chat.NewUser();
        var group = (await ann.CreateGroupAsync([], Cancel)).Id;
        var names = string.Join(',', Enumerable.Range(0, count).Select(n => $"\"{n}{new string('é', length)}\":1"));

        using var response = await SendAsync(
            ann, "PATCH", $"/v1/conversations/{group}", $"{{\"permissionOverrides\":{{{names}}}}}");

        Assert.Equal(expected, (await ErrorsAsync(response)).Count);
    }

    private static async Task<List<JsonElement>> ErrorsAsync(HttpResponseMessage response)
    {
        var problem = await ProblemAssert.IsAsync(400, "validation_failed", response);
        Assert.InRange((await response.Content.ReadAsByteArrayAsync()).Length, 1, LongestAnswer);
        return [.. problem.GetProperty("errors").EnumerateArray()];
    }

    private Task<HttpResponseMessage> SendAsync(ChatClient user, string method, string path, string body) =>
        user.Http.SendAsync(
            new HttpRequestMessage(new HttpMethod(method), path) { Content = new StringContent(body, System.Text.Encoding.UTF8, Json) },
            Cancel);
}
