using Chat.Contracts.Kafka;
using Chat.Tests.Infrastructure;
using Confluent.Kafka;
using Npgsql;

namespace Chat.Tests.Faults;

/// <summary>A second record of a job whose attempt ended without Conversations hearing of it.</summary>
[Collection(StuckJobCollection.Name)]
public sealed class DuplicateRecordTests : SystemTest
{
    private const int Seen = 5;

    public DuplicateRecordTests(OutageApplication chat)
        : base(chat, TimeSpan.FromMinutes(2))
    {
        chat.Logs.Expect("(?i)redis|kafka|broker|rdkafka|unavailable|connection|timeout|timed out");
    }

    [Fact]
    [Trait("Requirement", "LLM-06")]
    public async Task Record_SecondOneAfterAnUnreportedEnd_DoesNotRunTheSameAttemptAgain()
    {
        using var ann = Chat.NewUser();
        var asked = await ann.AskAsync($"Hi [sim tokens=9 delay=50 stall-after={Seen} fail-attempts=1]", Cancel);
        var reading = ann.ReadStreamAsync(asked.JobId, Cancel);
        await ann.StreamAsync(asked.JobId, null, Cancel).Take(Seen).ToListAsync(Cancel);

        await Chat.Faults.FreezeAsync("conversations", Cancel);
        await Eventually.HoldsAsync(() => Chat.Logs.Records.Any(r => IsEndOf(asked.JobId, r)), TimeSpan.FromSeconds(30), Cancel);
        await HoldLeaseAsync(asked.JobId);
        await Chat.Faults.ThawAsync("conversations", Cancel);
        // Once more: a renewal that was on its way may have shortened it.
        await HoldLeaseAsync(asked.JobId);
        await SendRecordAsync(asked);

        var events = await reading;
        var tokens = events.Where(e => e.Attempt == 1 && !e.Snapshot).Select(e => e.Token);
        Assert.Equal(Seen, string.Concat(tokens).Split(' ').Length);
        Assert.Equal(("completed", 2), (events[^1].Status, events[^1].Attempt));
        var answer = Assert.Single((await ann.MessagesAsync(asked.ConversationId, "", Cancel)).Items, m => m.Role == "assistant");
        Assert.Equal(answer.Content, StreamEvent.TextOf(events));
    }

    private static bool IsEndOf(Guid job, LogRecord record) =>
        record.Resource == "llm-worker"
        && record.Line.Contains($"Attempt 1 of job {job} ended", StringComparison.Ordinal);

    /// <summary>The attempt keeps its lease for a while, though nobody renews it: nobody else may claim the job yet.</summary>
    private async Task HoldLeaseAsync(Guid job)
    {
        await using var database = await Chat.OpenDatabaseAsync(Cancel);
        await using var command = new NpgsqlCommand(
            "UPDATE jobs SET lease_expires_at = clock_timestamp() + interval '6 s' WHERE id = $1 AND attempt = 1 AND state = 'streaming'",
            database)
        {
            Parameters = { new() { Value = job } },
        };
        Assert.Equal(1, await command.ExecuteNonQueryAsync(Cancel));
    }

    private async Task SendRecordAsync(Submission asked)
    {
        var settings = new ProducerConfig { BootstrapServers = await Chat.KafkaAddressAsync(Cancel) };
        using var producer = new ProducerBuilder<string, byte[]>(settings).Build();
        var request = new ChatRequest(asked.JobId, asked.ConversationId, asked.MessageId, "default");
        await producer.ProduceAsync(
            Topics.ChatRequest,
            new Message<string, byte[]> { Key = asked.ConversationId.ToString("D"), Value = request.ToUtf8Json() }, Cancel);
    }
}
