using Chat.Tests.Gateway;
using Chat.Tests.Infrastructure;

namespace Chat.Tests.Conversations.Input;

/// <summary>Who takes no part learns nothing from how a conversation, or a message of it, is called.</summary>
[Trait("Requirement", "SEC-05")]
public sealed class NameTests(SharedApplication chat) : SystemTest(chat, TimeSpan.FromMinutes(2))
{
    [Theory]
    [MemberData(nameof(Routes.OfThings), MemberType = typeof(Routes))]
    public async Task Name_OfAConversationOfOthers_IsAnsweredLikeAnyOther(string method, string route)
    {
        if (!route.Contains("{conversationId}"))
            return;
        using var ann = Chat.NewUser();
        using var eve = Chat.NewUser();
        var name = $"name-{Guid.NewGuid():N}";
        var taken = await ann.CreateConversationAsync(new NewConversation { Kind = "group", ExternalId = name }, Cancel);
        await ann.SendAsync(taken.Id, "Hello", Cancel);
        var thread = (await ann.CreateThreadAsync(taken.Id, new NewThread("A thread", Content: "begins"), Cancel)).Id;

        foreach (var body in Bodies(method, route, taken.Id))
            Assert.Equal(
                await AnswerAsync(eve, method, Filled(route, "nobodys-" + name, thread), body, "nobodys-"),
                await AnswerAsync(eve, method, Filled(route, name, thread), body, "nobodys-"));
    }

    [Fact]
    [Trait("Requirement", "RST-46")]
    public async Task Administrator_WhoTakesNoPart_DoesNotEnterARoom()
    {
        using var ann = Chat.NewUser();
        using var admin = Chat.As(new Claims($"admin-{Guid.NewGuid():N}") { Roles = ["admin"] });
        var room = (await ann.CreateGroupAsync([], Cancel)).Id;

        using var joined = await admin.SendAsync("POST", $"/chat/rooms/{room}/join", null, Cancel);
        using var sent = await admin.SendAsync("POST", $"/chat/rooms/{room}/messages", new { content = "hello" }, Cancel);
        using var stranger = await admin.SendAsync("POST", $"/chat/rooms/{Guid.CreateVersion7()}/join", null, Cancel);

        var problem = await ProblemAssert.IsAsync(404, "not_found", joined);
        await ProblemAssert.IsAsync(404, "not_found", sent);
        Assert.Equal(
            problem.GetProperty("detail").GetString(),
            (await ProblemAssert.IsAsync(404, "not_found", stranger)).GetProperty("detail").GetString());
        Assert.Single((await ann.ConversationAsync(room, Cancel)).Participants!);
    }

    /// <summary>A right one and wrong ones: neither may tell more.</summary>
    private static IEnumerable<object?> Bodies(string method, string route, Guid conversation)
    {
        var right = Routes.BodyFor(method, route, conversation);
        yield return right;
        if (right is not null)
            yield return new
            {
                title = new string('a', 300), content = new string('a', 40_000), role = "king", kind = "gone", uptoSeq = -1, id = "a b",
            };
    }

    private static string Filled(string route, string name, Guid thread) => route
        .Replace("{conversationId}", name, StringComparison.Ordinal)
        .Replace("{messageId}", "1", StringComparison.Ordinal)
        .Replace("{threadId}", thread.ToString(), StringComparison.Ordinal)
        .Replace("{type}", "user", StringComparison.Ordinal)
        .Replace("{id}", "bob", StringComparison.Ordinal)
        .Replace("{emoji}", "x", StringComparison.Ordinal);

    /// <summary>All that a client sees but what is new each time.</summary>
    private async Task<string> AnswerAsync(ChatClient client, string method, string path, object? body, string prefix)
    {
        using var response = await client.SendAsync(method, path, body, Cancel);
        var problem = System.Text.Json.Nodes.JsonNode.Parse(await response.Content.ReadAsStringAsync(Cancel))!.AsObject();
        problem.Remove("traceId");
        return $"{(int)response.StatusCode} {problem.ToJsonString().Replace(prefix, "", StringComparison.Ordinal)}";
    }
}
