using System.Collections.Concurrent;
using System.Globalization;
using Chat.Contracts.Conversations.V1;
using Chat.Tests.Infrastructure;

namespace Chat.Tests.RateLimiting;

/// <summary>What the gateway refuses by itself is counted as well: nobody gets refusals for nothing.</summary>
[Collection(LimitedCollection.Name)]
[Trait("Requirement", "RTE-01")]
[Trait("Requirement", "RTE-02")]
public sealed class RefusalTests(LimitedApplication chat)
    : SystemTest(chat, TimeSpan.FromMinutes(3))
{
    private const int PerUser = 500;
    private const string Json = "application/json";

    public static TheoryData<int, string, string, string?> Refused => new()
    {
        { 400, "/v1/chat", Json, "{}" },
        { 400, "/v1/chat", Json, "no json" },
        { 413, "/v1/chat", Json, null },
        { 415, "/v1/chat", "text/plain", "hello" },
        { 404, "/v1/nothing", Json, "{}" },
        { 405, "/v1/conversations/x/log", Json, "{}" },
        { 400, "/messages", Json, """{"content":"to nobody"}""" },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public async Task Refusal_CountsForItsCaller_UntilTheyAreRefusedForThat(int status, string path, string type, string? body)
    {
        using var ann = Chat.NewUser();
        var text = body ?? $"\"{new string('a', 1024 * 1024)}\"";

        for (var n = 1; n <= 2; n++)
        {
            using var response = await ann.PostTextAsync(path, text, type, Cancel);
            await ProblemAssert.StatusAsync(status, response);
            Assert.StartsWith(string.Create(CultureInfo.InvariantCulture, $"\"user\";r={PerUser - n};t="), Standing(response));
        }

        await UseUpAsync(ann, PerUser - 2);
        using var refused = await ann.PostTextAsync(path, text, type, Cancel);
        await ProblemAssert.IsAsync(429, "rate_limited", refused);
        Assert.InRange(refused.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 1, 900);
    }

    [Fact]
    public async Task RefusalsAlone_EndIn429_AndTheThrottleTakesThemForMore()
    {
        using var ann = Chat.NewUser();
        var answers = new List<HttpResponseMessage>();

        for (var n = 0; n < 100; n++)
            answers.Add(await ann.PostTextAsync("/v1/chat", "{}", Json, Cancel));

        // The burst is 400 and each of them counts for eleven; good requests of this number would all pass.
        Assert.Contains(answers, one => (int)one.StatusCode == 429 && one.Headers.RetryAfter!.Delta == TimeSpan.FromSeconds(1));
        Assert.Equal(400, (int)answers[0].StatusCode);
        answers.ForEach(one => one.Dispose());
    }

    [Fact]
    public async Task Address_WithoutAValidToken_IsRefusedForItsRefusals_AndNobodyElse()
    {
        using var ann = Chat.NewUser();
        for (var n = 0; n < LimitedApplication.RefusedRequests; n++)
            await AnswersAsync(n % 2 == 0 ? 401 : 404, n % 2 == 0 ? "/v1/conversations" : "/v1/nothing", "192.0.2.77", null);

        await AnswersAsync(429, "/v1/conversations", "192.0.2.77", null);
        await AnswersAsync(429, "/v1/nothing", "192.0.2.77", null);
        await AnswersAsync(200, "/v1/conversations", "192.0.2.77", ann.Token);
        await AnswersAsync(200, "/alive", "192.0.2.77", null);
        await AnswersAsync(401, "/v1/conversations", "192.0.2.78", null);
    }

    [Fact]
    public async Task Probe_FromAnAddressWhoseThrottleIsUsedUp_IsAnswered()
    {
        using var client = ChatClient.For(Chat.Gateway, null);
        var (throttled, probes) = (0, new ConcurrentBag<int>());

        await Parallel.ForAsync(0, 2_000, Cancel, async (n, _) =>
        {
            var path = n % 20 == 0 ? "/alive" : n % 20 == 10 ? "/health" : "/v1/conversations";
            using var response = await SendAsync(client, path, "192.0.2.79");
            if (n % 10 == 0)
                probes.Add((int)response.StatusCode);
            else if ((int)response.StatusCode == 429 && response.Headers.RetryAfter!.Delta == TimeSpan.FromSeconds(1))
                Interlocked.Increment(ref throttled);
        });

        Assert.InRange(throttled, 100, int.MaxValue);
        Assert.All(probes, status => Assert.Equal(200, status));
    }

    private async Task AnswersAsync(int status, string path, string address, string? token)
    {
        using var client = ChatClient.For(Chat.Gateway, token);
        using var response = await SendAsync(client, path, address);
        await ProblemAssert.StatusAsync(status, response);
    }

    private async Task<HttpResponseMessage> SendAsync(ChatClient client, string path, string address)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Add("X-Forwarded-For", address);
        return await client.Http.SendAsync(request, Cancel);
    }

    /// <summary>Past the gateway, whose throttle is not meant here.</summary>
    private async Task UseUpAsync(ChatClient user, int requests)
    {
        using var channel = Chat.Grpc("conversations");
        var conversations = new ConversationService.ConversationServiceClient(channel);
        await Parallel.ForAsync(0, requests, Cancel, async (_, cancel) =>
            await conversations.ListAsync(new ListConversationsRequest { Limit = 1 }, GrpcCalls.As(user.Token, cancel)));
    }

    private static string Standing(HttpResponseMessage response) =>
        response.Headers.TryGetValues("RateLimit", out var values) ? string.Join(",", values) : "";
}
