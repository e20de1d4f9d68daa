using Aspire.Hosting.Testing;
using Chat.Contracts.Kafka;
using Chat.Tests.Infrastructure;
using Confluent.Kafka;

namespace Chat.Tests.Faults;

/// <summary>A job whose record no worker will ever see.</summary>
[Collection(StuckJobCollection.Name)]
public sealed class UnclaimedJobTests : SystemTest
{
    public UnclaimedJobTests(OutageApplication chat)
        : base(chat, TimeSpan.FromMinutes(2))
    {
        chat.Logs.Expect("(?i)redis|kafka|broker|rdkafka|unavailable|connection|timeout|timed out");
    }

    [Fact]
    [Trait("Requirement", "LLM-06")]
    public async Task Job_WhoseRecordWasLost_IsToldOfAndRunWithinAMinuteOfRecovery()
    {
        using var ann = Chat.NewUser();
        var before = await ann.AskAsync(Prompts.Short, Cancel);
        await ann.EndOfAsync(before.JobId, Cancel);
        await Chat.Faults.KillAsync("llm-worker", Cancel);
        var asked = await ann.AskAsync(Prompts.Short, Cancel);

        await Eventually.ReadAsync(HealthAsync, health => health.Contains("wait for a worker", StringComparison.Ordinal),
            TimeSpan.FromSeconds(30), Cancel);
        Assert.Contains(
            Chat.Logs.Records,
            r => r.Resource == "conversations" && r.Line.Contains("jobs wait for a worker", StringComparison.Ordinal));
        await LoseRecordAsync(asked.JobId);
        await Chat.Faults.StartAsync("llm-worker", Cancel);
        var recovered = TimeProvider.System.GetTimestamp();

        Assert.Equal("completed", (await ann.EndOfAsync(asked.JobId, Cancel)).State);
        Assert.InRange(TimeProvider.System.GetElapsedTime(recovered), TimeSpan.Zero, TimeSpan.FromMinutes(1));
        await Eventually.ReadAsync(HealthAsync, health => !health.Contains("wait for a worker", StringComparison.Ordinal),
            TimeSpan.FromSeconds(10), Cancel);
    }

    private async Task<string> HealthAsync(CancellationToken cancellationToken)
    {
        using var http = new HttpClient { BaseAddress = Chat.App.GetEndpoint("conversations", "http") };
        return await http.GetStringAsync("/health", cancellationToken);
    }

    /// <summary>Takes the record in the worker's place and settles it, without doing anything for the job.</summary>
    private async Task LoseRecordAsync(Guid job)
    {
        var settings = new ConsumerConfig
        {
            BootstrapServers = await Chat.KafkaAddressAsync(Cancel),
            GroupId = "chat-llm-worker",
            AutoOffsetReset = AutoOffsetReset.Earliest,
            PartitionAssignmentStrategy = PartitionAssignmentStrategy.CooperativeSticky,
            EnableAutoCommit = false,
        };
        using var consumer = new ConsumerBuilder<byte[], byte[]>(settings).SetErrorHandler((_, _) => { }).Build();
        consumer.Subscribe(Topics.ChatRequest);
        await Task.Run(() => Lose(consumer, job), Cancel);
        consumer.Close();
    }

    private void Lose(IConsumer<byte[], byte[]> consumer, Guid job)
    {
        while (true)
        {
            var record = consumer.Consume(Cancel);
            consumer.Commit(record);
            if (ChatRequest.TryParse(record.Message.Value, out var request) && request!.JobId == job)
                return;
        }
    }
}
