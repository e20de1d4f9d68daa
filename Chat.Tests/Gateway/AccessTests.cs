using System.Net;
using Chat.Tests.Infrastructure;

namespace Chat.Tests.Gateway;

/// <summary>Who gets in, and that strangers learn nothing.</summary>
public sealed class AccessTests(SharedApplication chat) : SystemTest(chat)
{
    /// <summary>Every route, with the ids of a job and its conversation to be filled in.</summary>
    public static TheoryData<string, string> Routes => new()
    {
        { "POST", "/v1/chat" },
        { "GET", "/v1/chat/stream/{job}" },
        { "GET", "/v1/chat/jobs/{job}" },
        { "POST", "/v1/chat/jobs/{job}/cancel" },
        { "GET", "/v1/conversations" },
        { "GET", "/v1/conversations/{conversation}" },
        { "GET", "/v1/conversations/{conversation}/messages" },
    };

    [Theory]
    [MemberData(nameof(Routes))]
    [Trait("Requirement", "SEC-03")]
    public async Task Route_WithoutAToken_Is401(string method, string path)
    {
        using var nobody = ChatClient.For(Chat.Gateway, null);

        using var response = await SendAsync(nobody, method, path, Guid.NewGuid(), Guid.NewGuid());

        await ProblemAssert.IsAsync(401, "unauthenticated", response);
        Assert.Contains(response.Headers.WwwAuthenticate, challenge => challenge.Scheme == "Bearer");
    }

    [Theory]
    [MemberData(nameof(Routes))]
    [Trait("Requirement", "SEC-05")]
    [Trait("Requirement", "DAT-30")]
    public async Task Route_ToSomebodyElsesThings_Is404(string method, string path)
    {
        using var ann = Chat.NewUser();
        var asked = await ann.AskAsync(Prompts.Short, Cancel);
        await ann.EndOfAsync(asked.JobId, Cancel);
        using var stranger = Chat.NewUser();
        using var namesake = Chat.NewUser(Subject(ann), "elsewhere");

        foreach (var other in new[] { stranger, namesake })
        {
            using var response = await SendAsync(other, method, path, asked.JobId, asked.ConversationId);
            if (path.Contains('{', StringComparison.Ordinal) || method == "POST")
                await ProblemAssert.IsAsync(404, "not_found", response);
            else
                Assert.DoesNotContain(asked.ConversationId.ToString(), await response.Content.ReadAsStringAsync(Cancel));
            using var missing = await SendAsync(other, method, path, Guid.NewGuid(), Guid.NewGuid());
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

    private static string Subject(ChatClient user) =>
        new Microsoft.IdentityModel.JsonWebTokens.JsonWebToken(user.Token).Subject;

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

    private Task<HttpResponseMessage> SendAsync(ChatClient client, string method, string path, Guid job, Guid conversation)
    {
        var request = new HttpRequestMessage(
            new HttpMethod(method), path.Replace("{job}", job.ToString()).Replace("{conversation}", conversation.ToString()));
        if (path == "/v1/chat")
            request.Content = System.Net.Http.Json.JsonContent.Create(new Prompt(Prompts.Short, conversation));
        return client.Http.SendAsync(request, Cancel);
    }
}
