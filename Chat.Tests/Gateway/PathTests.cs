using System.Text.Json;
using Chat.Tests.Infrastructure;

namespace Chat.Tests.Gateway;

/// <summary>Ids in paths are decoded exactly once, whatever they hold and on whichever route.</summary>
[Trait("Requirement", "ERR-02")]
public sealed class PathTests(SharedApplication chat) : SystemTest(chat)
{
    public static TheoryData<string, string, string> Removals => new()
    {
        { "/v1/conversations", "idp/4711", "idp%2F4711" },
        { "/v1/conversations", "idp/4711", "idp%2f4711" },
        { "/v1/conversations", "idp%2F4711", "idp%252F4711" },
        { "/v1/conversations", "idp%252F4711", "idp%25252F4711" },
        { "/v1/conversations", "a/b%2Fc", "a%2Fb%252Fc" },
        { "/conversations", "idp/4711", "idp%2F4711" },
        { "/conversations", "idp%2F4711", "idp%252F4711" },
    };

    [Theory]
    [MemberData(nameof(Removals))]
    [Trait("Requirement", "CNV-06")]
    public async Task Participant_WhoIsNamedInThePath_IsRemoved_AndNobodyElse(string root, string id, string encoded)
    {
        using var ann = Chat.NewUser();
        string[] ids = ["idp/4711", "idp%2F4711", "idp%252F4711", "a/b%2Fc"];
        var group = (await ann.CreateConversationAsync(
            new NewConversation { Kind = "group", Participants = [.. ids.Select(one => new ParticipantBody(one))] }, Cancel)).Id;

        using var response = await ann.AskAsync("DELETE", $"{root}/{group}/participants/user/{encoded}", Cancel);

        await ProblemAssert.StatusAsync(200, response);
        var left = (await ann.ConversationAsync(group, Cancel)).Participants!.Select(one => one.Id);
        Assert.Equal(ids.Except([id]).Append(ann.UserId).Order(StringComparer.Ordinal), left.Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("a/b", "a%2Fb")]
    [InlineData("a%2Fb", "a%252Fb")]
    [InlineData("a b/ä", "a%20b%2F%C3%A4")]
    public async Task ExternalId_InAPath_IsDecodedOnce(string name, string encoded)
    {
        using var ann = Chat.NewUser();
        var tail = $"{Guid.NewGuid():N}";
        var made = await ann.CreateConversationAsync(new NewConversation { Kind = "group", ExternalId = name + tail }, Cancel);
        await ann.SendAsync(made.Id, "Hello", Cancel);
        var (path, other) = (encoded + tail, Uri.EscapeDataString(encoded) + tail);

        foreach (var route in new[]
        {
            "/v1/conversations/{0}", "/v1/conversations/{0}/messages?x=a%2Fb", "/api/conversations/{0}", "/chat/rooms/{0}/messages",
            "/chat/sessions/{0}/messages", "/conversations/{0}", "/messages/conversation/{0}",
        })
        {
            using var found = await ann.AskAsync("GET", route.Replace("{0}", path), Cancel);
            using var missing = await ann.AskAsync("GET", route.Replace("{0}", other), Cancel);
            Assert.True(
                (200, 404) == ((int)found.StatusCode, (int)missing.StatusCode), $"{route}: {found.StatusCode}, {missing.StatusCode}");
        }
    }

    [Theory]
    [InlineData("a/b", "a%2Fb")]
    [InlineData("%2F", "%252F")]
    [InlineData("👍", "%F0%9F%91%8D")]
    public async Task Reaction_InAPath_IsDecodedOnce(string emoji, string encoded)
    {
        using var ann = Chat.NewUser();
        var group = (await ann.CreateGroupAsync([], Cancel)).Id;
        await ann.SendAsync(group, "Hello", Cancel);

        using var put = await ann.AskAsync("PUT", $"/v1/conversations/{group}/messages/1/reactions/{encoded}", Cancel);
        await ProblemAssert.StatusAsync(200, put);
        var reactions = await ReactionsAsync(ann, group);
        using var removed = await ann.AskAsync("DELETE", $"/v1/conversations/{group}/messages/1/reactions/{encoded}", Cancel);
        await ProblemAssert.StatusAsync(200, removed);

        Assert.Contains(emoji, reactions, StringComparison.Ordinal);
        Assert.DoesNotContain(emoji, await ReactionsAsync(ann, group), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Agent_InAPath_IsDecodedOnce()
    {
        using var ann = Chat.NewUser();
        foreach (var agent in new[] { "acme/helper", "acme%2Fhelper" })
            await ann.CreateConversationAsync(new NewConversation { Kind = "agent", AgentId = agent, Title = agent }, Cancel);

        using var slash = await ann.AskAsync("GET", "/conversations/agent/acme%2Fhelper", Cancel);
        using var percent = await ann.AskAsync("GET", "/conversations/agent/acme%252Fhelper", Cancel);

        Assert.Equal(["acme/helper"], await TitlesAsync(slash));
        Assert.Equal(["acme%2Fhelper"], await TitlesAsync(percent));
    }

    [Fact]
    public async Task Dots_AroundAnEncodedSlash_MeanWhatTheyAlwaysDo()
    {
        using var ann = Chat.NewUser();
        var made = await ann.CreateConversationAsync(
            new NewConversation { Kind = "group", ExternalId = $"a/b{Guid.NewGuid():N}" }, Cancel);
        var name = Uri.EscapeDataString(made.ExternalId!);

        using var response = await ann.AskAsync("GET", $"/v1/./nothing/../conversations/{name}", Cancel);

        await ProblemAssert.StatusAsync(200, response);
    }

    /// <summary>As the list has it.</summary>
    private async Task<string> ReactionsAsync(ChatClient user, Guid group)
    {
        var page = await user.ReadAsync<JsonElement>($"/v1/conversations/{group}/messages", Cancel);
        return page.GetProperty("items")[0].TryGetProperty("reactions", out var reactions)
            ? string.Join('\n', reactions.EnumerateArray().Select(one => one.GetProperty("emoji").GetString()))
            : "";
    }

    private async Task<IEnumerable<string?>> TitlesAsync(HttpResponseMessage response)
    {
        await ProblemAssert.StatusAsync(200, response);
        var list = JsonSerializer.Deserialize<JsonElement>(await response.Content.ReadAsStringAsync(Cancel));
        return [.. list.GetProperty("data").EnumerateArray().Select(one => one.GetProperty("title").GetString())];
    }
}
