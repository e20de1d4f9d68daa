using Chat.Contracts.Conversations.V1;
using Chat.Contracts.Streams;
using Chat.Tests.Conversations;
using Chat.Tests.Infrastructure;

namespace Chat.Tests.Faults;

/// <summary>What an outage of one part costs: time, and nothing else.</summary>
[Collection(OutageCollection.Name)]
public sealed class OutageTests : SystemTest
{
    public OutageTests(OutageApplication chat)
        : base(chat, TimeSpan.FromMinutes(2))
    {
        // Services say that what they need is away, and the host that a process was killed.
        chat.Logs.Expect("(?i)redis|kafka|broker|rdkafka|unavailable|connection|timeout|timed out");
    }

    [Fact]
    [Trait("Requirement", "ARC-03")]
    public async Task Gateway_KilledInMidAnswer_IsReplacedByTheOther()
    {
        using var ann = Chat.NewUser();
        var gateways = await Chat.Faults.InstancesAsync("gateway", 2, Cancel);
        // With one of them down it is the other that serves the stream; then they change places.
        var asked = await ann.AskAsync(Prompts.Words(1_000), Cancel);
        await Chat.Faults.KillAsync(gateways[1], Cancel);
        var seen = new List<StreamEvent>();

        foreach (var (serving, other) in new[] { (gateways[0], gateways[1]), (gateways[1], gateways[0]) })
        {
            await ReadUntilItBreaksAsync(ann, asked.JobId, seen, async () =>
            {
                await Chat.Faults.StartAsync(other, Cancel);
                await Chat.Faults.KillAsync(serving, Cancel);
            });
            Assert.False(seen[^1].Done);
        }

        await Chat.Faults.StartAsync(gateways[1], Cancel);
        await ReadSomeAsync(ann, asked.JobId, seen, null);
        Assert.Equal("completed", seen[^1].Status);
        Assert.Equal(await ann.ReadStreamAsync(asked.JobId, Cancel), seen);
    }

    [Fact]
    [Trait("Requirement", "ERR-05")]
    public async Task Gateway_KilledAndStartedAgain_HoldsNoWriterUp()
    {
        var gateways = await Chat.Faults.InstancesAsync("gateway", 2, Cancel);
        await using var writers = await SteadyWriters.StartAsync(Chat, 12, Cancel);
        await writers.ProgressAsync(200);

        await Chat.Faults.KillAsync(gateways[0], Cancel);
        await writers.ProgressAsync(500);
        await Chat.Faults.StartAsync(gateways[0], Cancel);
        await writers.ProgressAsync(200);

        var waits = await writers.StopAsync();
        TestContext.Current.TestOutputHelper!.WriteLine(waits.ToString());
        Assert.True(waits.Longest < TimeSpan.FromSeconds(4), waits.ToString());
    }

    [Fact]
    [Trait("Requirement", "ARC-04")]
    public async Task AllGateways_KilledInMidAnswer_TheJobCompletes_AndGrpcAnswers()
    {
        using var ann = Chat.NewUser();
        var gateways = await Chat.Faults.InstancesAsync("gateway", 2, Cancel);
        var asked = await ann.AskAsync(Prompts.Words(100), Cancel);
        await foreach (var _ in ann.StreamAsync(asked.JobId, null, Cancel))
            break;

        foreach (var gateway in gateways)
            await Chat.Faults.KillAsync(gateway, Cancel);
        using var channel = Chat.Grpc("conversations");
        var call = GrpcCalls.As(ann.Token, Cancel);
        await Eventually.ReadAsync(
            async _ => (await new GenerationService.GenerationServiceClient(channel)
                .GetJobAsync(new() { JobId = asked.JobId.ToString() }, call)).State,
            state => state == GenerationState.Completed, TimeSpan.FromSeconds(30), Cancel);
        var stored = await new MessageService.MessageServiceClient(channel)
            .ListAsync(new() { ConversationId = asked.ConversationId.ToString(), Role = MessageRole.Assistant }, call);
        foreach (var gateway in gateways)
            await Chat.Faults.StartAsync(gateway, Cancel);

        var answer = Assert.Single(stored.Messages);
        Assert.Equal(100, answer.Usage.CompletionTokens);
        Assert.Equal(answer.Content, StreamEvent.TextOf(await ann.ReadStreamAsync(asked.JobId, Cancel)));
    }

    [Fact]
    [Trait("Requirement", "ARC-03")]
    public async Task Stream_ResumedOnEitherGateway_IsTheSame()
    {
        using var ann = Chat.NewUser();
        var asked = await ann.AskAsync(Prompts.Words(40), Cancel);
        var all = await ann.ReadStreamAsync(asked.JobId, Cancel);

        // With one of them down it is the other that answers.
        foreach (var gateway in await Chat.Faults.InstancesAsync("gateway", 2, Cancel))
        {
            await Chat.Faults.KillAsync(gateway, Cancel);
            var rest = new List<StreamEvent> { all[5] };
            while (!rest[^1].Done)
                await ReadSomeAsync(ann, asked.JobId, rest, null);
            await Chat.Faults.StartAsync(gateway, Cancel);
            Assert.Equal(all.Skip(5), rest);
        }
    }

    [Fact]
    [Trait("Requirement", "RDS-17")]
    public async Task Redis_RestartedInMidAnswer_CostsNoMessage()
    {
        using var ann = Chat.NewUser();
        var asked = await ann.AskAsync(Prompts.Words(400), Cancel);
        var seen = new List<StreamEvent>();

        await ReadSomeAsync(ann, asked.JobId, seen, () => Chat.Faults.CommandAsync("redis", "restart", Cancel));
        while (seen.Count == 0 || !seen[^1].Done)
            await ReadSomeAsync(ann, asked.JobId, seen, null);

        var job = await ann.EndOfAsync(asked.JobId, Cancel);
        var page = await ann.MessagesAsync(asked.ConversationId, "", Cancel);
        var answer = Assert.Single(page.Items, message => message.Role == "assistant");
        Assert.Equal(("completed", "completed"), (job.State, seen[^1].Status));
        Assert.Equal(answer.Content, StreamEvent.TextOf(seen));
        Assert.Equal(answer.Content, StreamEvent.TextOf(await ann.ReadStreamAsync(asked.JobId, Cancel)));
    }

    [Fact]
    [Trait("Requirement", "LLM-06")]
    public async Task Conversations_KilledBetweenCommitAndPublish_PublishesAtTheNextStart()
    {
        using var ann = Chat.NewUser();
        var first = await ann.AskAsync(Prompts.Short, Cancel);
        await ann.EndOfAsync(first.JobId, Cancel);

        await Chat.Faults.FreezeAsync("redis", Cancel);
        await Chat.Faults.FreezeAsync("kafka", Cancel);
        var asked = await ann.AskAsync(new Prompt(Prompts.Short, first.ConversationId), Cancel);
        await Chat.Faults.KillAsync("conversations", Cancel);
        await Chat.Faults.ThawAsync("kafka", Cancel);
        await Chat.Faults.ThawAsync("redis", Cancel);
        using var redis = await Chat.OpenRedisAsync(Cancel);
        var published = new System.Collections.Concurrent.ConcurrentQueue<LogEntry>();
        await redis.ListenAsync(
            ConversationChannel.Name(first.ConversationId), value => published.Enqueue(LogEntry.Parser.ParseFrom((byte[])value!)));
        await Chat.Faults.StartAsync("conversations", Cancel);

        Assert.Equal("completed", (await ann.EndOfAsync(asked.JobId, Cancel)).State);
        await Eventually.HoldsAsync(
            () => published.Any(entry => entry.MessageCreated?.Id == asked.MessageId.ToString()), TimeSpan.FromSeconds(15), Cancel);
        using var channel = Chat.Grpc("conversations");
        ConversationLog.AssertGapless(await ConversationLog.ReadAsync(channel, ann.Token!, first.ConversationId, Cancel));
    }

    [Fact]
    [Trait("Requirement", "ERR-05")]
    public async Task Conversations_Away_IsARetryableRefusal()
    {
        using var ann = Chat.NewUser();
        var prompt = new Prompt(Prompts.Short, ClientId: "key-1");
        await Chat.Faults.KillAsync("conversations", Cancel);

        using var refused = await ann.PostAsync("/v1/chat", prompt, Cancel);
        var problem = await ProblemAssert.IsAsync(503, "unavailable", refused);
        await Chat.Faults.StartAsync("conversations", Cancel);
        var asked = await Eventually.ReadAsync(
            async token =>
            {
                using var response = await ann.PostAsync("/v1/chat", prompt, token);
                return response.IsSuccessStatusCode ? await ann.AskAsync(prompt, token) : null;
            },
            answer => answer is not null, TimeSpan.FromSeconds(30), Cancel);

        Assert.True(problem.GetProperty("retryable").GetBoolean());
        Assert.Equal("completed", (await ann.EndOfAsync(asked!.JobId, Cancel)).State);
    }

    [Fact]
    public async Task Worker_KilledInEveryAttempt_EndsTheJobAsFailed()
    {
        using var ann = Chat.NewUser();
        var asked = await ann.AskAsync(Prompts.StallsAfter(2), Cancel);

        for (var attempt = 1; attempt <= 3; attempt++)
        {
            await Eventually.ReadAsync(
                token => ann.JobAsync(asked.JobId, token), job => job.State == "streaming" && job.Attempt == attempt,
                TimeSpan.FromSeconds(30), Cancel);
            await Chat.Faults.KillAsync("llm-worker", Cancel);
            if (attempt < 3)
                await Chat.Faults.StartAsync("llm-worker", Cancel);
        }

        var events = await ann.ReadStreamAsync(asked.JobId, Cancel);
        var ended = await ann.EndOfAsync(asked.JobId, Cancel);
        await Chat.Faults.StartAsync("llm-worker", Cancel);

        Assert.Equal(("failed", "attempts_exhausted", 3), (ended.State, ended.FailureReason, ended.Attempt));
        Assert.Equal(("failed", "attempts_exhausted"), (events[^1].Status, events[^1].Reason));
        Assert.DoesNotContain((await ann.MessagesAsync(asked.ConversationId, "", Cancel)).Items, message => message.Role == "assistant");
        var next = await ann.AskAsync(new Prompt(Prompts.Short, asked.ConversationId), Cancel);
        Assert.Equal("completed", (await ann.EndOfAsync(next.JobId, Cancel)).State);
    }

    /// <summary>Goes on reading after what was seen; kills who serves it after five more events, and reads until it notices.</summary>
    private async Task ReadUntilItBreaksAsync(ChatClient user, Guid job, List<StreamEvent> seen, Func<Task> kill)
    {
        var (start, killed, broken) = (seen.Count, false, false);
        while (!broken)
        {
            try
            {
                await foreach (var item in user.StreamAsync(job, seen.LastOrDefault()?.Id, Cancel))
                {
                    seen.Add(item);
                    if (killed || seen.Count < start + 5)
                        continue;
                    await kill();
                    killed = true;
                }

                Assert.Fail("Who served the stream was killed, and it went on to its end.");
            }
            catch (Exception e) when (e is HttpRequestException or IOException)
            {
                // Before that it was a connection to one that was down already.
                broken = killed;
            }
        }
    }

    /// <summary>
    /// Goes on reading after what was seen; breaks something after five more events. A connection that breaks is how a
    /// client learns of it, so that is no failure here.
    /// </summary>
    private async Task ReadSomeAsync(ChatClient user, Guid job, List<StreamEvent> seen, Func<Task>? harm)
    {
        var start = seen.Count;
        try
        {
            await foreach (var item in user.StreamAsync(job, seen.LastOrDefault()?.Id, Cancel))
            {
                seen.Add(item);
                if (harm is null || seen.Count != start + 5)
                    continue;
                await harm();
                break;
            }
        }
        catch (Exception e) when (e is HttpRequestException or IOException or HttpIOException)
        {
            Assert.NotEmpty(seen);
        }
    }
}
