using System.Diagnostics;
using System.Globalization;
using Chat.Tests.Infrastructure;
using Npgsql;

namespace Chat.Tests.Faults;

/// <summary>kill -9 of the worker that writes an answer, beside a second one.</summary>
[Collection(FaultCollection.Name)]
public sealed class WorkerDeathTests(WorkerDeathTests.Application chat)
    : SystemTest(chat, TimeSpan.FromMinutes(2)), IClassFixture<WorkerDeathTests.Application>
{
    [Fact]
    [Trait("Requirement", "LLM-06")]
    public async Task Worker_KilledInMidAnswer_IsReplacedWithinTwentySeconds()
    {
        using var ann = Chat.NewUser();
        var asked = await ann.AskAsync(Prompts.Words(1000), Cancel);
        var events = new List<StreamEvent>();
        var killed = 0L;
        TimeSpan? takenOver = null;

        await foreach (var item in ann.StreamAsync(asked.JobId, null, Cancel))
        {
            events.Add(item);
            if (events.Count == 10)
            {
                await KillOwnerAsync(asked.JobId);
                killed = TimeProvider.System.GetTimestamp();
            }

            if (item.Attempt == 2)
                takenOver ??= TimeProvider.System.GetElapsedTime(killed);
        }

        Assert.NotNull(takenOver);
        Assert.InRange(takenOver.Value, TimeSpan.Zero, TimeSpan.FromSeconds(20));
        Assert.Equal(["1", "2"], events.Select(item => item.Attempt.ToString(CultureInfo.InvariantCulture)).Distinct());
        Assert.Equal(("completed", 2), (events[^1].Status, events[^1].Attempt));
        await AssertOneAnswerAsync(ann, asked, events);
    }

    private async Task AssertOneAnswerAsync(ChatClient user, Submission asked, List<StreamEvent> events)
    {
        var page = await user.MessagesAsync(asked.ConversationId, "", Cancel);
        var answer = Assert.Single(page.Items, message => message.Role == "assistant");
        Assert.Equal(StreamEvent.TextOf(events), answer.Content);
        Assert.Equal(answer.Id.ToString(), events[^1].MessageId);
        Assert.Equal(events, await user.ReadStreamAsync(asked.JobId, Cancel));
        var job = await user.JobAsync(asked.JobId, Cancel);
        Assert.Equal(("completed", 2, answer.Id), (job.State, job.Attempt, job.MessageId));
    }

    /// <summary>A worker's name holds its process id.</summary>
    private async Task KillOwnerAsync(Guid job)
    {
        await using var database = await Chat.OpenDatabaseAsync(Cancel);
        await using var command = new NpgsqlCommand("select lease_owner from jobs where id = $1", database)
        {
            Parameters = { new() { Value = job } },
        };
        var owner = (string)(await command.ExecuteScalarAsync(Cancel))!;
        using var process = Process.GetProcessById(int.Parse(owner.Split(':')[1], CultureInfo.InvariantCulture));
        process.Kill();
        await process.WaitForExitAsync(Cancel);
    }

    /// <summary>Two workers with the lease that production has.</summary>
    public sealed class Application : ChatApplication
    {
        protected override IReadOnlyList<string> Arguments =>
            ["--Replicas:llm-worker=2", $"--ConnectionStrings:model={Prompts.Model}"];
    }
}
