using System.Globalization;
using Chat.Contracts;
using Chat.Contracts.Conversations.V1;
using Chat.Tests.Infrastructure;

namespace Chat.Tests.RateLimiting;

/// <summary>A client's request counts once, however many calls the gateway needs for it; only services can say so.</summary>
[Trait("Requirement", "RTE-01")]
public sealed class SeveralCallsTests(SharedApplication chat) : SystemTest(chat, TimeSpan.FromMinutes(2))
{
    public static TheoryData<string, string, object?> Requests => new()
    {
        { "GET", "/v1/conversations/{c}", null },
        { "GET", "/v1/chat/stream/{j}", null },
        { "GET", "/chat/rooms/{c}/messages", null },
        { "POST", "/chat/rooms/{c}/messages", new { content = "hello" } },
        { "POST", "/chat/rooms/{c}/join", null },
        { "POST", "/chat/rooms/{u}_bob/join", null },
        { "POST", "/chat/rooms/nowhere/join", null },
        { "GET", "/api/conversations/{c}/messages", null },
        { "GET", "/api/conversations/{c}/threads/{t}", null },
        { "GET", "/messages/conversation/{c}", null },
        { "GET", "/messages/conversation/{c}/role/user", null },
        { "GET", "/messages/conversation/{c}/last/200", null },
        { "GET", "/messages/thread/{m}", null },
    };

    [Theory]
    [MemberData(nameof(Requests))]
    public async Task Request_OfSeveralCalls_CountsOnce(string method, string path, object? body)
    {
        using var ann = Chat.NewUser();
        var group = (await ann.CreateGroupAsync([], Cancel)).Id;
        var message = await ann.SendAsync(group, "first", Cancel);
        // Of these two lists the service gives no more at once than it has bytes for.
        var replies = path.EndsWith("/{m}", StringComparison.Ordinal) || path.EndsWith("/200", StringComparison.Ordinal) ? 36 : 5;
        for (var n = 0; n < replies; n++)
            await ann.SendAsync(group, new NewMessage(new string('漢', 30_000)) { ParentId = message.Id.ToString() }, Cancel);
        var thread = (await ann.CreateThreadAsync(group, new NewThread("A thread", Content: "begins"), Cancel)).Id;
        var asked = await ann.AskAsync(Prompts.Short, Cancel);
        await ann.EndOfAsync(asked.JobId, Cancel);
        var filled = path.Replace("{c}", group.ToString()).Replace("{t}", thread.ToString()).Replace("{m}", message.Id.ToString())
            .Replace("{j}", asked.JobId.ToString()).Replace("{u}", ann.UserId);
        var before = await RemainingAsync(ann);

        for (var n = 0; n < 3; n++)
            (await ann.SendAsync(method, filled, body, Cancel)).Dispose();

        // The look before is one more; a stream is counted among the looks at jobs alone.
        Assert.Equal(path.Contains("{j}") ? 1 : 4, before - await RemainingAsync(ann));
    }

    [Theory]
    [InlineData("garbage", 2)]
    [InlineData(null, 2)]
    [InlineData("service", 1)]
    public async Task Call_IsCountedAgain_UnlessAServiceSaysThatItWas(string? word, int counted)
    {
        using var ann = Chat.NewUser();
        using var channel = Chat.Grpc("conversations");
        var conversations = new ConversationService.ConversationServiceClient(channel);
        var before = await RemainingAsync(ann);
        var options = GrpcCalls.As(ann.Token, Cancel);
        // A client has its own token, and may well try that.
        options.Headers!.Add(HeaderNames.CountedBy, word is "service" ? Chat.Tokens.Service("Chat.Gateway") : word ?? ann.Token!);

        await conversations.ListAsync(new ListConversationsRequest(), options);

        Assert.Equal(counted, before - await RemainingAsync(ann));
    }

    /// <summary>What is left to the user after this request.</summary>
    private async Task<int> RemainingAsync(ChatClient user)
    {
        using var response = await user.GetAsync("/v1/conversations?limit=1", Cancel);
        var standing = Assert.Single(response.Headers.GetValues("RateLimit"));
        Assert.StartsWith("\"user\";r=", standing, StringComparison.Ordinal);
        return int.Parse(standing.Split('=', ';')[2], CultureInfo.InvariantCulture);
    }
}
