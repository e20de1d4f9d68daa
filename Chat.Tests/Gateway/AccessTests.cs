using System.Net;
using Chat.Tests.Infrastructure;

namespace Chat.Tests.Gateway;

/// <summary>Who gets in, and that strangers learn nothing.</summary>
public sealed class AccessTests(SharedApplication chat) : SystemTest(chat)
{
    private static readonly Submission s_nothing = new(Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid(), 1, "");

    [Theory]
    [MemberData(nameof(Routes.All), MemberType = typeof(Routes))]
    [Trait("Requirement", "SEC-03")]
    public async Task Route_WithoutAToken_Is401(string method, string path)
    {
        using var nobody = ChatClient.For(Chat.Gateway, null);

        using var response = await SendAsync(nobody, method, path, s_nothing);

        await ProblemAssert.IsAsync(401, "unauthenticated", response);
        Assert.Contains(response.Headers.WwwAuthenticate, challenge => challenge.Scheme == "Bearer");
    }

    [Theory]
    [MemberData(nameof(Routes.OfThings), MemberType = typeof(Routes))]
    [Trait("Requirement", "SEC-05")]
    [Trait("Requirement", "DAT-30")]
    public async Task Route_ToSomebodyElsesThings_Is404(string method, string path)
    {
        using var ann = Chat.NewUser();
        var asked = await ann.AskAsync(Prompts.Short, Cancel);
        await ann.EndOfAsync(asked.JobId, Cancel);
        using var stranger = Chat.NewUser();
        using var namesake = Chat.NewUser(ann.UserId, "elsewhere");

        foreach (var other in new[] { stranger, namesake })
        {
            using var response = await SendAsync(other, method, path, asked);
            await ProblemAssert.IsAsync(404, "not_found", response);
            using var missing = await SendAsync(other, method, path, s_nothing);
            Assert.Equal(response.StatusCode, missing.StatusCode);
        }

        Assert.Equal("completed", (await ann.JobAsync(asked.JobId, Cancel)).State);
        Assert.Equal(2, (await ann.ConversationAsync(asked.ConversationId, Cancel)).MessageCount);
    }

    [Fact]
    [Trait("Requirement", "SEC-05")]
    public async Task Stranger_WhileTheAnswerRuns_NeitherReadsNorStopsIt()
    {
        using var ann = Chat.NewUser();
        using var stranger = Chat.NewUser();
        var asked = await ann.AskAsync(Prompts.Words(60), Cancel);

        using var read = await stranger.OpenStreamAsync(asked.JobId, null, Cancel);
        using var stop = await stranger.Http.PostAsync($"/v1/chat/jobs/{asked.JobId}/cancel", null, Cancel);

        await ProblemAssert.IsAsync(404, "not_found", read);
        await ProblemAssert.IsAsync(404, "not_found", stop);
        Assert.Equal("completed", (await ann.EndOfAsync(asked.JobId, Cancel)).State);
    }

    public static TheoryData<string> BadTokens =>
        ["garbage", "expired", "unsigned", "other-key", "service", "service-key", "issuer", "audience", "no-subject", "cut", "two-parts"];

    [Theory]
    [MemberData(nameof(BadTokens))]
    [Trait("Requirement", "SEC-03")]
    public async Task Token_ThatIsNotOurs_Is401(string kind)
    {
        using var client = ChatClient.For(Chat.Gateway, BadToken(kind));

        using var read = await client.GetAsync("/v1/conversations", Cancel);
        using var ask = await client.PostAsync("/v1/chat", new Prompt(Prompts.Short), Cancel);
        using var stream = await client.OpenStreamAsync(Guid.NewGuid(), null, Cancel);

        foreach (var response in new[] { read, ask, stream })
            await ProblemAssert.IsAsync(401, "unauthenticated", response);
    }

    [Fact]
    public async Task Token_InTheQuery_OpensStreamsOnly()
    {
        using var ann = Chat.NewUser();
        using var nobody = ChatClient.For(Chat.Gateway, null);
        var asked = await ann.AskAsync(Prompts.Short, Cancel);

        using var stream = await nobody.GetAsync($"{asked.StreamUrl}?access_token={ann.Token}", Cancel);
        using var job = await nobody.GetAsync($"/v1/chat/jobs/{asked.JobId}?access_token={ann.Token}", Cancel);

        Assert.Equal(HttpStatusCode.OK, stream.StatusCode);
        Assert.Contains("\"done\":true", await stream.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
        await ProblemAssert.IsAsync(401, "unauthenticated", job);
        Assert.DoesNotContain(Chat.Logs.Records, record => record.Line.Contains(ann.Token!, StringComparison.Ordinal));
    }

    private string BadToken(string kind)
    {
        var good = Chat.Tokens.User("eve");
        return kind switch
        {
            "garbage" => "not.a.token",
            "expired" => Chat.Tokens.Mint(new Claims("eve") { Lifetime = TimeSpan.FromMinutes(-10) }),
            "unsigned" => Chat.Tokens.WithoutSignature("eve"),
            "other-key" => Chat.Tokens.Mint(new Claims("eve") { Key = new string('k', 64) }),
            "service" => Chat.Tokens.Service("gateway"),
            "service-key" => Chat.Tokens.Mint(new Claims("eve") { Key = Chat.Tokens.ServiceKey }),
            "issuer" => Chat.Tokens.Mint(new Claims("eve") { Issuer = "somebody" }),
            "audience" => Chat.Tokens.Mint(new Claims("eve") { Audience = "another" }),
            "no-subject" => Chat.Tokens.Mint(new Claims(null)),
            "cut" => good[..^4],
            _ => string.Join('.', good.Split('.')[..2]),
        };
    }

    private Task<HttpResponseMessage> SendAsync(ChatClient client, string method, string path, Submission things)
    {
        var filled = path
            .Replace("{jobId}", things.JobId.ToString())
            .Replace("{conversationId}", things.ConversationId.ToString())
            .Replace("{messageId}", things.MessageId.ToString())
            .Replace("{threadId}", things.MessageId.ToString())
            .Replace("{type}", "user").Replace("{id}", "mallory").Replace("{emoji}", "%F0%9F%91%8D");
        return client.SendAsync(method, filled, Routes.BodyFor(method, path, things.ConversationId), Cancel);
    }
}
