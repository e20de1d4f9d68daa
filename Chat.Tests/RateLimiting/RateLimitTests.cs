using System.Globalization;
using Chat.Contracts.Conversations.V1;
using Chat.Contracts.Rooms;
using Chat.Tests.Gateway;
using Chat.Tests.Infrastructure;
using Grpc.Core;
using RoomMessage = Chat.Contracts.Rooms.SendMessageRequest;

namespace Chat.Tests.RateLimiting;

/// <summary>Who asks for too much is told when to come back; nobody else notices.</summary>
[Collection(LimitedCollection.Name)]
public sealed class RateLimitTests(LimitedApplication chat)
    : SystemTest(chat, TimeSpan.FromMinutes(3))
{
    private const int PerUser = 500;

    [Fact]
    [Trait("Requirement", "RTE-01")]
    public async Task Request501_OfAUser_IsRefused_AndSaysWhenToComeBack()
    {
        using var ann = Chat.NewUser();
        for (var n = 1; n <= PerUser; n++)
        {
            using var response = await ann.GetAsync("/v1/conversations?limit=1", Cancel);
            Assert.Equal(200, (int)response.StatusCode);
            Assert.Equal("\"user\";q=500;w=900", Header(response, "RateLimit-Policy"));
            Assert.StartsWith(string.Create(CultureInfo.InvariantCulture, $"\"user\";r={PerUser - n};t="), Header(response, "RateLimit"));
        }

        using var refused = await ann.GetAsync("/v1/conversations?limit=1", Cancel);
        using var bob = Chat.NewUser();
        using var other = await bob.GetAsync("/v1/conversations?limit=1", Cancel);

        var problem = await ProblemAssert.IsAsync(429, "rate_limited", refused);
        Assert.True(problem.GetProperty("retryable").GetBoolean());
        Assert.InRange(int.Parse(Header(refused, "Retry-After"), CultureInfo.InvariantCulture), 1, 900);
        Assert.StartsWith("\"user\";r=0;t=", Header(refused, "RateLimit"));
        Assert.Equal(200, (int)other.StatusCode);
    }

    [Fact]
    [Trait("Requirement", "RTE-02")]
    [Trait("Requirement", "C-21")]
    public async Task Replicas_CountTogether()
    {
        await Chat.Faults.InstancesAsync("conversations", 2, Cancel);
        var token = Chat.Tokens.User($"user-{Guid.NewGuid():N}");

        // Over connections of their own, so that both replicas have some.
        var counts = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => AskAsync(token, PerUser / 10 + 5)));

        Assert.Equal(PerUser, counts.Sum());
    }

    [Fact]
    [Trait("Requirement", "RTE-02")]
    public async Task Conversation_HasALimitOfItsOwn()
    {
        using var ann = Chat.NewUser();
        var (busy, quiet) = ((await ann.CreateGroupAsync([], Cancel)).Id, (await ann.CreateGroupAsync([], Cancel)).Id);
        for (var n = 0; n < LimitedApplication.PerConversation; n++)
            await ann.SendAsync(busy, $"{n}", Cancel);

        using var refused = await ann.PostAsync($"/v1/conversations/{busy}/messages", new NewMessage("too much"), Cancel);
        await ann.SendAsync(quiet, "fine", Cancel);
        var read = await ann.MessagesAsync(busy, "?limit=200", Cancel);

        await ProblemAssert.IsAsync(429, "rate_limited", refused);
        Assert.StartsWith("\"conversation\";r=0;t=", Header(refused, "RateLimit"));
        Assert.Equal(LimitedApplication.PerConversation, read.Items.Count);
    }

    [Fact]
    [Trait("Requirement", "RTE-02")]
    public async Task Room_ThatIsTooBusy_RefusesMore_WhicheverClientWrites()
    {
        using var ann = Chat.NewUser();
        var room = (await ann.CreateGroupAsync([], Cancel)).Id;
        using var channel = Chat.Grpc("conversations");
        var rooms = new ChatService.ChatServiceClient(channel);
        var send = new RoomMessage { RoomId = room.ToString(), Content = "hello" };
        for (var n = 0; n < LimitedApplication.PerConversation; n++)
            await rooms.SendMessageAsync(send, GrpcCalls.As(ann.Token, Cancel));

        await GrpcCalls.RefusedAsync(
            StatusCode.ResourceExhausted, "rate_limited",
            () => rooms.SendMessageAsync(send, GrpcCalls.As(ann.Token, Cancel)).ResponseAsync);
        using var refused = await ann.PostAsync($"/v1/conversations/{room}/messages", new NewMessage("too much"), Cancel);
        await ProblemAssert.IsAsync(429, "rate_limited", refused);
        Assert.Equal(LimitedApplication.PerConversation, (await ann.ConversationAsync(room, Cancel)).LastSeq);
    }

    [Fact]
    [Trait("Requirement", "RTE-02")]
    public async Task WhileRedisHangs_RequestsAreServed_AndStillCountedByEachReplica()
    {
        var token = Chat.Tokens.User($"user-{Guid.NewGuid():N}");
        await Chat.Faults.FreezeAsync("redis", Cancel);
        try
        {
            using var channel = Chat.Grpc("conversations");
            var conversations = new ConversationService.ConversationServiceClient(channel);
            var call = conversations.ListAsync(new ListConversationsRequest(), GrpcCalls.As(token, Cancel));
            await call;
            var first = Remaining(call);
            var second = conversations.ListAsync(new ListConversationsRequest(), GrpcCalls.As(token, Cancel));
            await second;

            Assert.Equal((PerUser - 1, PerUser - 2), (first, Remaining(second)));
        }
        finally
        {
            await Chat.Faults.ThawAsync("redis", Cancel);
        }
    }

    [Fact]
    [Trait("Requirement", "SEC-15")]
    public async Task StreamsOfAUser_AreBounded_AndTheOthersGoOn()
    {
        using var ann = Chat.NewUser();
        var asked = await ann.AskAsync(Prompts.StallsAfter(3), Cancel);
        var open = new List<HttpResponseMessage>();
        for (var n = 0; n < LimitedApplication.Streams; n++)
            open.Add(await ann.OpenStreamAsync(asked.JobId, null, Cancel));

        using var refused = await ann.OpenStreamAsync(asked.JobId, null, Cancel);

        await ProblemAssert.IsAsync(429, "rate_limited", refused);
        Assert.NotEmpty(Header(refused, "Retry-After"));
        Assert.All(open, response => Assert.Equal(200, (int)response.StatusCode));
        open.ForEach(response => response.Dispose());
        await ann.CancelAsync(asked.JobId, Cancel);
    }

    /// <summary>In one test, because it fills the memory for addresses.</summary>
    [Fact]
    [Trait("Requirement", "SEC-14")]
    public async Task AddressThatGuessesTokens_IsRefused_AndNobodyElse()
    {
        using var ann = Chat.NewUser();
        await GuessAsync(_ => "198.51.100.1");

        using var refused = await FromAsync("198.51.100.1", "garbage");
        await ProblemAssert.IsAsync(429, "rate_limited", refused);
        Assert.InRange(int.Parse(Header(refused, "Retry-After"), CultureInfo.InvariantCulture), 1, 60);
        await AnswersAsync(200, "198.51.100.1", ann.Token);
        await AnswersAsync(401, "198.51.100.2", "garbage");
        await AnswersAsync(429, "203.0.113.9, 198.51.100.1", "garbage");

        await GuessAsync(n => $"2001:db8::{n}");
        await AnswersAsync(429, "2001:db8::ffff", "garbage");
        await AnswersAsync(401, "2001:db8:0:1::1", "garbage");

        // Four addresses are known by now; when these are too, all others are one.
        for (var n = 4; n < LimitedApplication.FailedAddresses; n++)
            await AnswersAsync(401, $"192.0.2.{n}", "garbage");
        await GuessAsync(n => $"203.0.113.{n}");
        await AnswersAsync(429, "203.0.113.200", "garbage");
        await AnswersAsync(200, "203.0.113.200", ann.Token);
    }

    [Fact]
    [Trait("Requirement", "SEC-14")]
    public async Task KnownProxy_SaysByWhichSchemeItIsAsked()
    {
        using var nobody = ChatClient.For(Chat.Gateway, null);
        using var response = await nobody.Http.SendAsync(CookieTests.AskThroughTls(Chat), Cancel);
        await ProblemAssert.StatusAsync(202, response);
    }

    /// <summary>As many bad tokens as are allowed from these addresses.</summary>
    private async Task GuessAsync(Func<int, string> address)
    {
        for (var n = 0; n < LimitedApplication.FailedSignIns; n++)
            await AnswersAsync(401, address(n), "garbage");
    }

    private async Task AnswersAsync(int status, string address, string? token)
    {
        using var response = await FromAsync(address, token);
        await ProblemAssert.StatusAsync(status, response);
    }

    /// <summary>A request that a proxy got from the address.</summary>
    private async Task<HttpResponseMessage> FromAsync(string address, string? token)
    {
        using var client = ChatClient.For(Chat.Gateway, token);
        using var request = new HttpRequestMessage(HttpMethod.Get, "/v1/conversations");
        request.Headers.Add("X-Forwarded-For", address);
        return await client.Http.SendAsync(request, Cancel);
    }

    /// <summary>Asks so often and says how often it was answered.</summary>
    private async Task<int> AskAsync(string token, int times)
    {
        using var channel = Chat.Grpc("conversations");
        var conversations = new ConversationService.ConversationServiceClient(channel);
        var answered = 0;
        for (var n = 0; n < times; n++)
        {
            try
            {
                await conversations.ListAsync(new ListConversationsRequest(), GrpcCalls.As(token, Cancel));
                answered++;
            }
            catch (RpcException e) when (e.StatusCode == StatusCode.ResourceExhausted)
            {
                Assert.Contains("limit of the user", e.Status.Detail, StringComparison.Ordinal);
            }
        }

        return answered;
    }

    private static int Remaining<T>(AsyncUnaryCall<T> call) =>
        int.Parse(call.GetTrailers().GetValue("chat-rate-remaining")!, CultureInfo.InvariantCulture);

    private static string Header(HttpResponseMessage response, string name) =>
        response.Headers.TryGetValues(name, out var values) ? string.Join(",", values) : "";
}
