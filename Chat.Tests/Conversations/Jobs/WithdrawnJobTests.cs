using System.Text;
using System.Text.Json;
using Chat.Contracts.Conversations.V1;
using Chat.Contracts.Kafka;
using Chat.Contracts.Streams;
using Chat.Tests.Infrastructure;
using Confluent.Kafka;
using Npgsql;
using StackExchange.Redis;

namespace Chat.Tests.Conversations.Jobs;

/// <summary>
/// Jobs whose prompt or whole conversation goes while they wait or run end as cancelled, and what they used is charged.
/// </summary>
public sealed class WithdrawnJobTests(SharedApplication chat) : SystemTest(chat, TimeSpan.FromMinutes(2))
{
    private static readonly TimeSpan s_soon = TimeSpan.FromSeconds(30);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    [Trait("Requirement", "LLM-05")]
    public async Task ConversationThatGoes_EndsItsJobs_WithoutDeadLetters(bool isPurged)
    {
        using var ann = Chat.NewUser();
        var running = await ann.AskAsync(Prompts.Words(2000), Cancel);
        await using var stream = ann.StreamAsync(running.JobId, null, Cancel).GetAsyncEnumerator(Cancel);
        Assert.True(await stream.MoveNextAsync());
        var waiting = await ann.AskAsync(new Prompt(Prompts.Short, running.ConversationId), Cancel);

        await ann.DeleteConversationAsync(running.ConversationId, Cancel);
        if (isPurged)
            await ann.CallAsync<JsonElement>("POST", $"/v1/conversations/{running.ConversationId}/purge", null, Cancel);
        await using var database = await Chat.OpenDatabaseAsync(Cancel);
        var charged = await Eventually.ReadAsync(
            _ => ChargedAsync(database, running.JobId), tokens => tokens is not null, s_soon, Cancel);

        Assert.InRange(charged!.Value, 1, 1999);
        Assert.Null(await ChargedAsync(database, waiting.JobId));
        await AssertNoDeadLettersAsync(running.ConversationId);
        if (isPurged)
        {
            await AssertNoStreamAsync(running.JobId);
            return;
        }

        var last = stream.Current;
        while (await stream.MoveNextAsync())
            last = stream.Current;
        // The reader hears whichever comes first: that the answer ended, or that there is nothing to read any more.
        Assert.True(last is { Status: "cancelled" } or { Type: "end" }, last.Data);
        await AssertStreamIsCancelledAsync(running.JobId);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task WorkerThatEndsAJobOfAConversationThatWent_IsToldThatItIsCancelled(bool isPurged)
    {
        using var ann = Chat.NewUser();
        using var worker = new HandWorker(Chat, Cancel);
        var stalled = await worker.StallAsync(ann);
        var asked = await ann.AskAsync(new Prompt("the question", stalled.ConversationId), Cancel);
        var queued = await ann.AskAsync(new Prompt("another", stalled.ConversationId), Cancel);
        await worker.ClaimAsync(asked.JobId);

        await ann.DeleteConversationAsync(stalled.ConversationId, Cancel);
        if (isPurged)
            await ann.CallAsync<JsonElement>("POST", $"/v1/conversations/{stalled.ConversationId}/purge", null, Cancel);

        Assert.Equal(LeaseState.Cancelled, await worker.RenewAsync(asked.JobId, 1));
        Assert.Equal(EndOutcome.Cancelled, await worker.CompleteAsync(asked.JobId, 1, "The answer"));
        Assert.Equal(EndOutcome.Cancelled, await worker.FailAsync(asked.JobId, 1));
        Assert.Equal(EndOutcome.Committed, await worker.ReportAsync(asked.JobId, 1));
        Assert.Equal(EndOutcome.Committed, await worker.ReportAsync(asked.JobId, 1));
        foreach (var job in new[] { asked.JobId, queued.JobId })
            Assert.Equal(ClaimOutcome.Ended, (await worker.TryClaimAsync(job)).Outcome);
        await using var database = await Chat.OpenDatabaseAsync(Cancel);
        Assert.Equal(HandWorker.Usage.CompletionTokens, await ChargedAsync(database, asked.JobId));
    }

    [Fact]
    [Trait("Requirement", "DAT-34")]
    public async Task PromptDeletedBeforeItsClaim_IsNotAnswered()
    {
        using var ann = Chat.NewUser();
        using var worker = new HandWorker(Chat, Cancel);
        var stalled = await worker.StallAsync(ann);
        var asked = await ann.AskAsync(new Prompt("the question", stalled.ConversationId), Cancel);

        await ann.DeleteMessageAsync(stalled.ConversationId, asked.Seq, Cancel);
        var claim = await worker.TryClaimAsync(asked.JobId);
        var events = await ann.ReadStreamAsync(asked.JobId, Cancel);

        Assert.Equal((ClaimOutcome.Ended, null), (claim.Outcome, claim.Prompt));
        Assert.Equal(("cancelled", 0), ((await ann.JobAsync(asked.JobId, Cancel)).State, claim.Attempt));
        Assert.Equal("cancelled", Assert.Single(events).Status);
        Assert.Equal("streaming", (await ann.JobAsync(stalled.JobId, Cancel)).State);
        await ann.CancelAsync(stalled.JobId, Cancel);
    }

    [Theory]
    [InlineData("delete")]
    [InlineData("clear")]
    [Trait("Requirement", "DAT-34")]
    public async Task PromptThatGoesDuringItsAnswer_EndsIt(string how)
    {
        using var ann = Chat.NewUser();
        var asked = await ann.AskAsync(Prompts.Words(2000), Cancel);
        var events = new List<StreamEvent>();

        await foreach (var item in ann.StreamAsync(asked.JobId, null, Cancel))
        {
            events.Add(item);
            if (events.Count != 3)
                continue;
            if (how == "clear")
                await ann.ActAsync(asked.ConversationId, "clear", Cancel);
            else
                await ann.DeleteMessageAsync(asked.ConversationId, asked.Seq, Cancel);
        }

        var job = await Eventually.ReadAsync(
            token => ann.JobAsync(asked.JobId, token), one => one.Usage is not null, s_soon, Cancel);
        Assert.Equal("cancelled", events[^1].Status);
        Assert.Equal(("cancelled", null), (job.State, job.MessageId));
        Assert.Empty((await ann.MessagesAsync(asked.ConversationId, "", Cancel)).Items);
        Assert.Equal(job.Usage!.TotalTokens, (await ann.ConversationAsync(asked.ConversationId, Cancel)).TotalTokens);
    }

    /// <summary>What an attempt of the job was charged for its answer; null for nothing.</summary>
    private async Task<long?> ChargedAsync(NpgsqlConnection database, Guid job)
    {
        await using var command = new NpgsqlCommand("SELECT completion_tokens FROM usage_ledger WHERE job_id = $1", database)
        {
            Parameters = { new() { Value = job } },
        };
        return (long?)await command.ExecuteScalarAsync(Cancel);
    }

    /// <summary>A record that must become a dead letter comes after those of the conversation, in their partition.</summary>
    private async Task AssertNoDeadLettersAsync(Guid conversation)
    {
        var address = await Chat.KafkaAddressAsync(Cancel);
        var key = conversation.ToString();
        Chat.Logs.Expect("is dead: The value is not a chat request");
        using var producer = new ProducerBuilder<string, string>(new ProducerConfig { BootstrapServers = address }).Build();
        await producer.ProduceAsync(Topics.ChatRequest, new Message<string, string> { Key = key, Value = "poison" }, Cancel);
        using var reader = new KafkaReader(address, Topics.ChatRequestDead);

        var records = await reader.ReadUntilAsync(read => read.Any(record => IsOf(record, key)), s_soon, Cancel);

        var ours = records.Where(record => IsOf(record, key));
        Assert.Equal(["poison"], ours.Select(record => Encoding.UTF8.GetString(record.Message.Value)));
    }

    /// <summary>Nor does it come back when the stream is closed, or its worker goes on for a moment.</summary>
    private async Task AssertNoStreamAsync(Guid job)
    {
        using var redis = await Chat.OpenRedisAsync(Cancel);
        await Eventually.ReadAsync(
            _ => redis.GetDatabase().KeyExistsAsync(TokenStream.Key(job)), exists => !exists, s_soon, Cancel);
    }

    private async Task AssertStreamIsCancelledAsync(Guid job)
    {
        using var redis = await Chat.OpenRedisAsync(Cancel);
        await Eventually.ReadAsync(
            async _ => (RedisResult[])(await redis.GetDatabase().ExecuteAsync(
                "XREVRANGE", TokenStream.Key(job), "+", "-", "COUNT", 1))!,
            newest => newest is [var entry] && ((string[])((RedisResult[])entry!)[1]!).Contains("cancelled"), s_soon, Cancel);
    }

    private static bool IsOf(ConsumeResult<byte[], byte[]> record, string key) =>
        record.Message.Key is { } bytes && Encoding.UTF8.GetString(bytes) == key;
}
