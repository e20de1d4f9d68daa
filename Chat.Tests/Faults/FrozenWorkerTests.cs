using Chat.Tests.Infrastructure;
using Npgsql;

namespace Chat.Tests.Faults;

/// <summary>A worker that is silent for so long that Kafka gives its partitions away, and gives them back when it wakes.</summary>
[Collection(StuckJobCollection.Name)]
public sealed class FrozenWorkerTests : SystemTest
{
    private const int Prompted = 100;

    public FrozenWorkerTests(OutageApplication chat)
        : base(chat, TimeSpan.FromMinutes(2))
    {
        chat.Logs.Expect("(?i)redis|kafka|broker|rdkafka|unavailable|connection|timeout|timed out");
    }

    [Fact]
    [Trait("Requirement", "LLM-06")]
    public async Task Worker_FrozenBeyondItsSessionWhilePartitionsAreFull_RunsAllJobsWithoutARestart()
    {
        var asked = await Task.WhenAll(Enumerable.Range(0, Prompted).Select(_ => AskAloneAsync()));
        // More jobs than the partitions take at once, so that they are held back.
        await StatesAsync(states => states["streaming"] > 3 && states["queued"] > 3, asked);

        await Chat.Faults.FreezeAsync("llm-worker", Cancel);
        var frozen = TimeProvider.System.GetTimestamp();
        await StatesAsync(states => states["streaming"] == 0, asked);
        await Eventually.HoldsAsync(
            () => TimeProvider.System.GetElapsedTime(frozen) > OutageApplication.WorkerSession * 2, TimeSpan.FromMinutes(1), Cancel);
        await Chat.Faults.ThawAsync("llm-worker", Cancel);

        var ended = await StatesAsync(states => states["queued"] + states["streaming"] == 0, asked);
        Assert.Equal(Prompted, ended["completed"]);
    }

    /// <summary>Asks as somebody new, in a conversation of their own.</summary>
    private async Task<Guid> AskAloneAsync()
    {
        using var user = Chat.NewUser();
        return (await user.AskAsync(Prompts.Words(100), Cancel)).JobId;
    }

    /// <summary>How many of the jobs are in each state, as soon as it is as wanted.</summary>
    private Task<Dictionary<string, int>> StatesAsync(Func<Dictionary<string, int>, bool> wanted, Guid[] jobs) =>
        Eventually.ReadAsync(token => CountAsync(jobs, token), wanted, TimeSpan.FromMinutes(1), Cancel);

    private async Task<Dictionary<string, int>> CountAsync(Guid[] jobs, CancellationToken cancellationToken)
    {
        await using var database = await Chat.OpenDatabaseAsync(cancellationToken);
        await using var command = new NpgsqlCommand(
            """
            SELECT s, count(j.id) FROM unnest('{queued,streaming,completed,failed,cancelled}'::text[]) AS s
            LEFT JOIN jobs j ON j.state = s AND j.id = ANY($1) GROUP BY s
            """, database)
        {
            Parameters = { new() { Value = jobs } },
        };
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var counts = new Dictionary<string, int>();
        while (await reader.ReadAsync(cancellationToken))
            counts[reader.GetString(0)] = (int)reader.GetInt64(1);
        return counts;
    }
}
