using System.Text.Json;
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
    [MemberData(nameof(SeedRoutes.Guarded), MemberType = typeof(SeedRoutes))]
    [Trait("Requirement", "SEC-05")]
    public async Task Route_ToSomebodyElsesThings_Is404(string requirement, string method, string path)
    {
        if (!path.Contains("{id}") && !path.Contains("{sessionId}") && !path.Contains("{messageId}") && path != "/messages")
            return;
        using var ann = Chat.NewUser();
        using var eve = Chat.NewUser();
        var group = await ann.CreateGroupAsync([], Cancel);
        var message = await ann.SendAsync(group.Id, "private", Cancel);
        var body = new { conversationId = group.Id, content = "x", title = "x", id = "eve", parentMessageId = message.Id };

        using var response = await eve.SendAsync(
            method, Filled(path, group.Id.ToString(), message.Id.ToString()) + "?q=private", method == "GET" ? null : body, Cancel);

        Assert.True((int)response.StatusCode == 404, $"{requirement} answered {(int)response.StatusCode}");
        Assert.Equal(1, (await ann.ConversationAsync(group.Id, Cancel)).MessageCount);
    }

    [Theory]
    [InlineData("/internal")]
    [InlineData("/internal/jobs")]
    [InlineData("/api/internal/conversations")]
    [Trait("Requirement", "RST-49")]
    public async Task InternalRoutes_AreNotPublic(string path)
    {
        using var ann = Chat.NewUser();

        using var response = await ann.GetAsync(path, Cancel);

        await ProblemAssert.IsAsync(404, "not_found", response);
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
