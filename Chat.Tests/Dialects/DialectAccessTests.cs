using System.Text.Json;
using Chat.Contracts.Conversations.V1;
using Chat.Tests.Infrastructure;

namespace Chat.Tests.Dialects;

/// <summary>The older designs' routes: all of them are there, none lets a stranger in.</summary>
[Trait("Requirement", "RST-47")]
public sealed class DialectAccessTests(SharedApplication chat) : SystemTest(chat)
{
    private const string SomeMessage = "11111111-1111-7111-8111-111111111111";

    [Theory]
    [MemberData(nameof(SeedRoutes.Guarded), MemberType = typeof(SeedRoutes))]
    [Trait("Requirement", "SEC-03")]
    public async Task Route_IsDocumented_AndAsksForAToken(string requirement, string method, string path)
    {
        using var nobody = ChatClient.For(Chat.Gateway, null);
        var document = await nobody.ReadAsync<JsonElement>("/openapi/v1.json", Cancel);

        using var response = await nobody.SendAsync(method, Filled(path, "conversation", SomeMessage), new { }, Cancel);

        Assert.True(
            document.GetProperty("paths").TryGetProperty(path, out var operations)
                && operations.TryGetProperty(method.ToLowerInvariant(), out _),
            $"{requirement}: {method} {path} is not in the document");
        await ProblemAssert.IsAsync(401, "unauthenticated", response);
    }

    [Theory]
    [MemberData(nameof(Naming))]
    [Trait("Requirement", "SEC-05")]
    public async Task Route_ToSomebodyElsesThings_Is404(string requirement, string method, string path)
    {
        using var ann = Chat.NewUser();
        using var eve = Chat.NewUser();
        var group = await ann.CreateGroupAsync([], Cancel);
        var message = await ann.SendAsync(group.Id, "private", Cancel);
        var body = new { conversationId = group.Id, content = "x", title = "x", id = "eve", parentMessageId = message.Id };

        using var response = await eve.SendAsync(
            method, Filled(path, group.Id.ToString(), message.Id.ToString()) + "?q=private", method == "GET" ? null : body, Cancel);

        Assert.True((int)response.StatusCode == 404, $"{requirement} answered {(int)response.StatusCode}");
        await ProblemAssert.IsAsync(404, "not_found", response);
        var (view, log) = (await ann.ConversationAsync(group.Id, Cancel), await ann.LogAsync(group.Id, 0, Cancel));
        Assert.Equal((1, "private", 1), (view.MessageCount, view.Preview, view.Participants!.Count));
        // Who began it, and what she wrote.
        Assert.Equal(2, log.HeadOffset);
    }

    [Theory]
    [MemberData(nameof(ListingOwn))]
    [Trait("Requirement", "SEC-05")]
    public async Task List_OfSomebodyElse_ShowsNothing(string requirement, string path)
    {
        using var ann = Chat.NewUser();
        using var eve = Chat.NewUser();
        var group = await ann.CreateConversationAsync(new NewConversation { Kind = "agent", AgentId = "assistant" }, Cancel);

        var list = await eve.ReadAsync<JsonElement>(Filled(path, "", ""), Cancel);
        var own = await ann.ReadAsync<JsonElement>(Filled(path, "", ""), Cancel);

        Assert.True(list.GetProperty("data").GetArrayLength() == 0, requirement);
        Assert.Contains(group.Id, own.GetProperty("data").EnumerateArray().Select(one => one.GetProperty("id").GetGuid()));
    }

    /// <summary>The routes that name a conversation or a message, in their path or their body; a job's are tested with jobs.</summary>
    public static TheoryData<string, string, string> Naming => new(SeedRoutes.Guarded.Select(route => route.Data).Where(
        route => route.Item3.Contains("{id}") || route.Item3.Contains("{sessionId}") || route.Item3.Contains("{messageId}")
            || route.Item3 == "/messages"));

    /// <summary>The routes that list what the caller takes part in.</summary>
    public static TheoryData<string, string> ListingOwn => new(SeedRoutes.All.Select(route => route.Data)
        .Where(route => route.Item2 == "GET" && route.Item3 is "/api/conversations" or "/conversations"
            or "/conversations/my-conversations" or "/conversations/agent/{agentId}")
        .Select(route => (route.Item1, route.Item3)));

    /// <summary>That they open only to services is <see cref="Conversations.JobRunnerTests.UserToken_OpensNothing"/>.</summary>
    [Fact]
    [Trait("Requirement", "RST-49")]
    public async Task CallsOfServices_AreNotOnTheGateway()
    {
        using var ann = Chat.NewUser();
        using var service = ChatClient.For(Chat.Gateway, Chat.Tokens.Service("llm-worker"));
        var calls = JobRunnerService.Descriptor.Methods.Select(method => $"/{JobRunnerService.Descriptor.FullName}/{method.Name}").ToList();
        Assert.NotEmpty(calls);

        foreach (var path in calls)
        {
            using var response = await ann.SendAsync("POST", path, new { }, Cancel);
            await ProblemAssert.IsAsync(404, "not_found", response);
            using var refused = await service.SendAsync("POST", path, new { }, Cancel);
            Assert.Contains((int)refused.StatusCode, new[] { 401, 404 });
        }
    }

    private static string Filled(string path, string conversation, string message) => path
        .Replace("{id}", conversation, StringComparison.Ordinal)
        .Replace("{sessionId}", conversation, StringComparison.Ordinal)
        .Replace("{messageId}", message, StringComparison.Ordinal)
        .Replace("{threadId}", message, StringComparison.Ordinal)
        .Replace("{jobId}", message, StringComparison.Ordinal)
        .Replace("{agentId}", "assistant", StringComparison.Ordinal)
        .Replace("{role}", "user", StringComparison.Ordinal)
        .Replace("{count}", "5", StringComparison.Ordinal)
        .Replace("{type}", "user", StringComparison.Ordinal)
        .Replace("{participantId}", "bob", StringComparison.Ordinal);
}
