using Chat.Contracts.Conversations.V1;
using Chat.Contracts.Streams;
using Chat.Tests.Gateway;
using Chat.Tests.Infrastructure;
using StackExchange.Redis;

namespace Chat.Tests.Faults;

/// <summary>Stop means stop, and removed means removed, although processes freeze and die in between.</summary>
[Collection(StuckJobCollection.Name)]
public sealed class StreamFaultTests : SystemTest
{
    private static readonly TimeSpan s_soon = TimeSpan.FromSeconds(30);

    public StreamFaultTests(OutageApplication chat)
        : base(chat, TimeSpan.FromMinutes(2)) =>
        chat.Logs.Expect("(?i)redis|unavailable|connection|timeout|timed out|lease");

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Cancel_AnsweredWhileAGatewayIsFrozenOrKilled_IsFollowedByNoToken(bool isKilled)
    {
        using var ann = Chat.NewUser();
        using var redis = await Chat.OpenRedisAsync(Cancel);
        var jobs = await AskManyAsync(ann, 3);
        var readers = jobs.ToDictionary(job => job, job => Start(job, ann));
        var all = readers.Values.SelectMany(some => some).ToList();
        await Eventually.HoldsAsync(() => all.All(reader => reader.Events.Count > 5), s_soon, Cancel);

        var gateway = await FreezeOneWithReadersAsync(readers, redis);
        var answered = await CancelManyAsync(ann, jobs);
        Assert.Contains(all, reader => !reader.Ended.IsCompleted);
        if (isKilled)
            await Chat.Faults.KillProcessOfAsync(gateway, Cancel);
        else
            await Chat.Faults.ThawProcessOfAsync(gateway, Cancel);
        await Task.WhenAll(all.Select(reader => reader.Ended));
        if (isKilled)
            await Chat.Faults.StartAsync(gateway, Cancel);

        Assert.All(answered, cancel => Assert.All(readers[cancel.Key], reader =>
        {
            Assert.Empty(reader.TokensAfter(cancel.Value));
            Assert.Equal("cancelled", reader.Events[^1].Status);
        }));
    }

    [Fact]
    public async Task Worker_FrozenWhileItsStreamIsClosedAndLost_BeginsNoOther()
    {
        using var ann = Chat.NewUser();
        using var redis = await Chat.OpenRedisAsync(Cancel);
        var job = Assert.Single(await AskManyAsync(ann, 1));
        var reader = StreamReading.Start(ann, job, Cancel);
        await Eventually.HoldsAsync(() => reader.Events.Count > 5, s_soon, Cancel);

        await Chat.Faults.FreezeAsync("llm-worker", Cancel);
        var answered = await CancelManyAsync(ann, [job]);
        await redis.GetDatabase().KeyDeleteAsync(TokenStream.Key(job));
        await Chat.Faults.ThawAsync("llm-worker", Cancel);
        await Eventually.ReadAsync(token => ann.JobAsync(job, token), view => view.Usage is not null, s_soon, Cancel);

        await reader.Ended;
        Assert.Empty(reader.TokensAfter(answered[job]));
        Assert.False(await redis.GetDatabase().KeyExistsAsync(TokenStream.Key(job)));
    }

    [Fact]
    public async Task Cancel_WithoutRedis_IsAnsweredOnlyWhenReadersHaveTheirEnd()
    {
        using var ann = Chat.NewUser();
        var job = Assert.Single(await AskManyAsync(ann, 1));
        var reader = StreamReading.Start(ann, job, Cancel);
        await Eventually.HoldsAsync(() => reader.Events.Count > 5, s_soon, Cancel);

        await Chat.Faults.FreezeAsync("redis", Cancel);
        using var refused = await ann.PostAsync($"/v1/chat/jobs/{job}/cancel", new { }, Cancel);
        await Chat.Faults.ThawAsync("redis", Cancel);
        await ProblemAssert.IsAsync(503, "unavailable", refused);
        Assert.Equal("cancelled", (await ann.CancelAsync(job, Cancel)).State);
        var answered = TimeProvider.System.GetTimestamp();

        await reader.Ended;
        Assert.Empty(reader.TokensAfter(answered));
        Assert.Equal("cancelled", reader.Events[^1].Status);
    }

    [Fact]
    [Trait("Requirement", "RST-32")]
    public async Task Participant_RemovedInMidAnswer_HearsNothingMoreOnAnyGateway()
    {
        using var ann = Chat.NewUser();
        using var bob = Chat.NewUser();
        var asked = await ann.AskAsync(Prompts.Words(500), Cancel);
        await ann.AddParticipantAsync(asked.ConversationId, new ParticipantBody(bob.UserId), Cancel);
        var own = Start(asked.JobId, ann);
        var removed = Start(asked.JobId, bob);
        await Eventually.HoldsAsync(() => removed.Concat(own).All(reader => reader.Events.Count > 5), s_soon, Cancel);

        await ann.RemoveParticipantAsync(asked.ConversationId, bob.UserId, Cancel);
        var at = TimeProvider.System.GetTimestamp();
        await Task.WhenAll(removed.Select(reader => reader.Ended));

        Assert.All(removed, reader =>
        {
            StreamAccessTests.AssertEnd("access_ended", reader.Events);
            Assert.True(TimeProvider.System.GetElapsedTime(at, reader.LastAt) < TimeSpan.FromSeconds(1));
        });
        await Task.WhenAll(own.Select(reader => reader.Ended));
        Assert.All(own, reader => Assert.Equal("completed", reader.Events[^1].Status));
    }

    [Fact]
    public async Task Participant_BackBeforeAGatewayHearsThatTheyLeft_ReadsOn()
    {
        using var ann = Chat.NewUser();
        using var bob = Chat.NewUser();
        var asked = await ann.AskAsync(Prompts.Words(300), Cancel);
        await ann.AddParticipantAsync(asked.ConversationId, new ParticipantBody(bob.UserId), Cancel);
        var readers = Start(asked.JobId, bob);
        await Eventually.HoldsAsync(() => readers.All(reader => reader.Events.Count > 5), s_soon, Cancel);

        var gateways = await Chat.Faults.InstancesAsync("gateway", 2, Cancel);
        await Task.WhenAll(gateways.Select(gateway => Chat.Faults.FreezeProcessOfAsync(gateway, Cancel)));
        await LeaveAndReturnAsync(ann, bob, asked.ConversationId);
        await Task.WhenAll(gateways.Select(gateway => Chat.Faults.ThawProcessOfAsync(gateway, Cancel)));
        await Task.WhenAll(readers.Select(reader => reader.Ended));

        Assert.All(readers, reader => Assert.Equal("completed", reader.Events[^1].Status));
    }

    /// <summary>Past the gateways.</summary>
    private async Task LeaveAndReturnAsync(ChatClient owner, ChatClient member, Guid conversation)
    {
        using var channel = Chat.Grpc("conversations");
        var client = new ParticipantService.ParticipantServiceClient(channel);
        var who = new PrincipalRef { Type = PrincipalType.User, Id = member.UserId };
        await client.RemoveAsync(
            new RemoveParticipantRequest { ConversationId = conversation.ToString(), Participant = who },
            GrpcCalls.As(owner.Token, Cancel));
        await client.AddAsync(
            new AddParticipantRequest
            {
                ConversationId = conversation.ToString(), Participant = new NewParticipant { Principal = who },
            },
            GrpcCalls.As(owner.Token, Cancel));
    }

    /// <summary>
    /// Freezes a gateway that has readers, and returns when much was written that it has not read. Nothing is on its way through
    /// the gateway then: what it has begun to send nobody can call back.
    /// </summary>
    private async Task<string> FreezeOneWithReadersAsync(
        IReadOnlyDictionary<Guid, IReadOnlyList<StreamReading>> readers, ConnectionMultiplexer redis)
    {
        foreach (var gateway in await Chat.Faults.InstancesAsync("gateway", 2, Cancel))
        {
            await Chat.Faults.FreezeAsync("llm-worker", Cancel);
            await Eventually.HoldsAsync(
                () => readers.All(job => job.Value.All(reader => reader.Events[^1].Seq == Length(redis, job.Key))), s_soon, Cancel);
            await Chat.Faults.FreezeProcessOfAsync(gateway, Cancel);
            await Chat.Faults.ThawAsync("llm-worker", Cancel);
            var written = readers.Keys.Max(job => Length(redis, job)) + 40;
            await Eventually.HoldsAsync(() => readers.Keys.All(job => Length(redis, job) > written), s_soon, Cancel);
            if (readers.Values.Any(some => some.Any(reader => reader.Events[^1].Seq < written - 20)))
                return gateway;
            await Chat.Faults.ThawProcessOfAsync(gateway, Cancel);
        }

        throw new InvalidOperationException("No gateway has readers.");
    }

    /// <summary>Connections of their own, so that each gateway has some.</summary>
    private IReadOnlyList<StreamReading> Start(Guid job, ChatClient user) =>
        [.. Enumerable.Range(0, 4).Select(_ => StreamReading.Start(ChatClient.For(Chat.Gateway, user.Token), job, Cancel))];

    private async Task<IReadOnlyList<Guid>> AskManyAsync(ChatClient user, int count) =>
    [
        .. (await Task.WhenAll(Enumerable.Range(0, count).Select(_ => user.AskAsync(Prompts.Words(2000), Cancel))))
            .Select(asked => asked.JobId),
    ];

    /// <summary>Cancels all at once, past the gateways, and says when each was answered.</summary>
    private async Task<IReadOnlyDictionary<Guid, long>> CancelManyAsync(ChatClient user, IReadOnlyList<Guid> jobs)
    {
        using var channel = Chat.Grpc("conversations");
        var client = new GenerationService.GenerationServiceClient(channel);
        var answers = await Task.WhenAll(jobs.Select(async job =>
        {
            var answer = await client.CancelJobAsync(
                new CancelJobRequest { JobId = job.ToString() }, GrpcCalls.As(user.Token, Cancel));
            Assert.Equal(GenerationState.Cancelled, answer.State);
            return (Job: job, At: TimeProvider.System.GetTimestamp());
        }));
        return answers.ToDictionary(answer => answer.Job, answer => answer.At);
    }

    private static long Length(ConnectionMultiplexer redis, Guid job) =>
        (long)redis.GetDatabase().Execute("XLEN", TokenStream.Key(job));
}
