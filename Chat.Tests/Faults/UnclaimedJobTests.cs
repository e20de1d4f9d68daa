using Aspire.Hosting.Testing;
using Chat.Tests.Infrastructure;
using Npgsql;

namespace Chat.Tests.Faults;

/// <summary>Jobs that Kafka has, or had, and that no worker claims.</summary>
[Collection(StuckJobCollection.Name)]
public sealed class UnclaimedJobTests : SystemTest
{
    private const string Told = "wait for a worker";

    public UnclaimedJobTests(OutageApplication chat)
        : base(chat, TimeSpan.FromMinutes(2))
    {
        chat.Logs.Expect("(?i)redis|kafka|broker|rdkafka|unavailable|connection|timeout|timed out");
    }

    [Fact]
    [Trait("Requirement", "ARC-06")]
    [Trait("Requirement", "LLM-06")]
    public async Task Job_ThatNoWorkerTakes_IsToldOfUntilOneDoes()
    {
        using var ann = Chat.NewUser();
        await Chat.Faults.KillAsync("llm-worker", Cancel);
        var asked = await ann.AskAsync(Prompts.Short, Cancel);
        var queued = await ann.JobAsync(asked.JobId, Cancel);
        Assert.Equal(("queued", 0), (queued.State, queued.Attempt));

        await HealthAsync(health => health.Contains(Told, StringComparison.Ordinal));
        Assert.Contains(
            Chat.Logs.Records, r => r.Resource == "conversations" && r.Line.Contains($"jobs {Told}", StringComparison.Ordinal));
        await Chat.Faults.StartAsync("llm-worker", Cancel);

        Assert.Equal("completed", (await ann.EndOfAsync(asked.JobId, Cancel)).State);
        await HealthAsync(health => !health.Contains(Told, StringComparison.Ordinal));
    }

    [Fact]
    [Trait("Requirement", "LLM-06")]
    public async Task Job_WhoseRecordIsGone_IsRunWithinAMinute()
    {
        using var ann = Chat.NewUser();
        var asked = await ann.AskAsync(Prompts.Short, Cancel);
        await ann.EndOfAsync(asked.JobId, Cancel);

        await LoseRecordAsync(asked.JobId);

        await Eventually.ReadAsync(
            token => ann.JobAsync(asked.JobId, token), job => job.State == "completed", TimeSpan.FromMinutes(1), Cancel);
    }

    /// <summary>
    /// Puts the job to where it waits for its next attempt and Kafka has just confirmed the record, while the only one that is
    /// there was read and settled long ago.
    /// </summary>
    private async Task LoseRecordAsync(Guid job)
    {
        await using var database = await Chat.OpenDatabaseAsync(Cancel);
        await using var command = new NpgsqlCommand(
            """
            UPDATE jobs SET state = 'queued', message_id = NULL, message_seq = NULL, ended_at = NULL,
                dispatched_at = clock_timestamp()
            WHERE id = $1
            """, database)
        {
            Parameters = { new() { Value = job } },
        };
        Assert.Equal(1, await command.ExecuteNonQueryAsync(Cancel));
    }

    private async Task HealthAsync(Func<string, bool> wanted)
    {
        using var http = new HttpClient { BaseAddress = Chat.App.GetEndpoint("conversations", "http") };
        await Eventually.ReadAsync(
            async token => await http.GetStringAsync("/health", token), wanted, TimeSpan.FromSeconds(30), Cancel);
    }
}
