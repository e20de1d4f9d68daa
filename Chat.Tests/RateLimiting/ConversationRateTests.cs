using Chat.Contracts.Conversations.V1;
using Chat.Tests.Infrastructure;
using Grpc.Core;

namespace Chat.Tests.RateLimiting;

/// <summary>A conversation has one limit, however a change names it, and only those who change it use it up.</summary>
[Collection(LimitedCollection.Name)]
[Trait("Requirement", "RTE-02")]
public sealed class ConversationRateTests(LimitedApplication chat)
    : SystemTest(chat, TimeSpan.FromMinutes(3))
{
    private const int Most = LimitedApplication.PerConversation;

    [Fact]
    public async Task Spellings_OfOneConversation_CountTogether()
    {
        using var ann = Chat.NewUser();
        var name = $"Room-{Guid.NewGuid():N}";
        var group = await ann.CreateConversationAsync(new NewConversation { Kind = "group", ExternalId = name }, Cancel);
        var other = await ann.CreateConversationAsync(
            new NewConversation { Kind = "group", ExternalId = name.ToLowerInvariant() }, Cancel);
        string[] spellings = [name, group.Id.ToString("D"), group.Id.ToString("D").ToUpperInvariant()];

        for (var n = 0; n < Most; n++)
            await AnswersAsync(201, ann, spellings[n % spellings.Length]);

        foreach (var spelling in spellings)
            await AnswersAsync(429, ann, spelling);
        await AnswersAsync(201, ann, other.ExternalId!);
    }

    [Fact]
    public async Task Pair_NamedFromEitherSide_IsOne()
    {
        using var ann = Chat.NewUser();
        using var bob = Chat.NewUser();
        await ann.CreateConversationAsync(
            new NewConversation { Kind = "direct", Participants = [new ParticipantBody(bob.UserId)] }, Cancel);
        string[] names = [$"{ann.UserId}_{bob.UserId}", $"{bob.UserId}_{ann.UserId}"];

        for (var n = 0; n < Most; n++)
            await AnswersAsync(201, n % 2 == 0 ? ann : bob, names[n / 2 % 2]);

        await AnswersAsync(429, ann, names[0]);
        await AnswersAsync(429, bob, names[1]);
    }

    [Fact]
    public async Task ChangesOfMessagesAndThreads_WithoutTheConversationsId_Count()
    {
        using var ann = Chat.NewUser();
        var group = await ann.CreateGroupAsync([], Cancel);
        var message = await ann.SendAsync(group.Id, "root", Cancel);
        using var channel = Chat.Grpc("conversations");
        var messages = new MessageChangeService.MessageChangeServiceClient(channel);
        await ann.CreateThreadAsync(group.Id, new NewThread("A thread", Content: "begins"), Cancel);
        for (var n = 2; n < Most; n++)
            await messages.PinAsync(Pin(n), GrpcCalls.As(ann.Token, Cancel));

        await GrpcCalls.RefusedAsync(
            StatusCode.ResourceExhausted, "rate_limited",
            () => messages.PinAsync(Pin(0), GrpcCalls.As(ann.Token, Cancel)).ResponseAsync);
        using var thread = await ann.PostAsync(
            $"/v1/conversations/{group.Id}/threads", new NewThread("Another", Content: "begins"), Cancel);
        await ProblemAssert.IsAsync(429, "rate_limited", thread);
        await ann.MarkAsync(group.Id, "read", 1, Cancel);

        PinRequest Pin(int n) => new() { MessageId = message.Id.ToString(), Pinned = n % 2 == 0 };
    }

    [Fact]
    public async Task Strangers_UseNothingUp()
    {
        using var ann = Chat.NewUser();
        using var eve = Chat.NewUser();
        var group = await ann.CreateGroupAsync([], Cancel);

        for (var n = 0; n < Most + 5; n++)
            await AnswersAsync(404, eve, group.Id.ToString("D"));

        for (var n = 0; n < Most; n++)
            await AnswersAsync(201, ann, group.Id.ToString("D"));
        await AnswersAsync(429, ann, group.Id.ToString("D"));
    }

    [Fact]
    [Trait("Requirement", "SEC-05")]
    public async Task Strangers_SeeNothingOfTheLimit_AndTakeNothingFromIt()
    {
        using var ann = Chat.NewUser();
        using var eve = Chat.NewUser();
        var name = $"room-{Guid.NewGuid():N}";
        var group = await ann.CreateConversationAsync(new NewConversation { Kind = "group", ExternalId = name }, Cancel);

        for (var n = 1; n <= Most; n++)
        {
            using var own = await ann.PostAsync($"/v1/conversations/{group.Id}/messages", new NewMessage("hello"), Cancel);
            Assert.StartsWith($"\"conversation\";r={Most - n};", Standing(own), StringComparison.Ordinal);
            foreach (var spelling in new[] { group.Id.ToString(), name })
            {
                using var foreign = await eve.PostAsync($"/v1/conversations/{spelling}/messages", new NewMessage("hello"), Cancel);
                await ProblemAssert.IsAsync(404, "not_found", foreign);
                Assert.StartsWith("\"user\";", Standing(foreign), StringComparison.Ordinal);
            }
        }

        await AnswersAsync(429, ann, name);
        await AnswersAsync(404, eve, name);
        await AnswersAsync(404, eve, group.Id.ToString());
    }

    [Fact]
    [Trait("Requirement", "SEC-05")]
    public async Task WhoWasRemoved_SeesNothingOfTheLimitAnyMore()
    {
        using var ann = Chat.NewUser();
        using var bob = Chat.NewUser();
        var group = (await ann.CreateGroupAsync([bob], Cancel)).Id.ToString();
        // One connection leads to one replica; the other may remember for ten seconds who took part.
        using var channel = Chat.Grpc("conversations");
        var messages = new MessageChangeService.MessageChangeServiceClient(channel);
        await SendAsync(bob);
        await new ParticipantService.ParticipantServiceClient(channel).RemoveAsync(
            new RemoveParticipantRequest
            {
                ConversationId = group, Participant = new PrincipalRef { Type = PrincipalType.User, Id = bob.UserId },
            },
            GrpcCalls.As(ann.Token, Cancel));
        // The removal is a change too. Only of a limit that is reached somebody could see anything.
        for (var n = 2; n < Most; n++)
            await SendAsync(ann);
        await GrpcCalls.RefusedAsync(StatusCode.ResourceExhausted, "rate_limited", () => SendAsync(ann));

        await GrpcCalls.RefusedAsync(StatusCode.NotFound, "not_found", () => SendAsync(bob));

        Task SendAsync(ChatClient user) => messages.SendAsync(
            new SendMessageRequest { ConversationId = group, Content = "hello" }, GrpcCalls.As(user.Token, Cancel)).ResponseAsync;
    }

    [Fact]
    public async Task LooksAtJobs_HaveALimitOfTheirOwn()
    {
        using var ann = Chat.NewUser();
        var asked = await ann.AskAsync(Prompts.Short, Cancel);
        for (var n = 0; n < LimitedApplication.Jobs; n++)
            await ann.JobAsync(asked.JobId, Cancel);

        using var refused = await ann.GetAsync($"/v1/chat/jobs/{asked.JobId}", Cancel);
        using var other = await ann.GetAsync("/v1/conversations", Cancel);

        await ProblemAssert.IsAsync(429, "rate_limited", refused);
        await ProblemAssert.StatusAsync(200, other);
    }

    private async Task AnswersAsync(int status, ChatClient client, string conversation)
    {
        using var response = await client.PostAsync(
            $"/v1/conversations/{conversation}/messages", new NewMessage("hello"), Cancel);
        await ProblemAssert.StatusAsync(status, response);
    }

    private static string Standing(HttpResponseMessage response) =>
        response.Headers.TryGetValues("RateLimit", out var values) ? string.Join(",", values) : "";
}
