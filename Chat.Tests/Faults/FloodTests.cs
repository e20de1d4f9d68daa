using Chat.Tests.Infrastructure;

namespace Chat.Tests.Faults;

/// <summary>One user asks for as much as they may; the others must not notice.</summary>
[Collection(StuckJobCollection.Name)]
public sealed class FloodTests : SystemTest
{
    private const int Flood = 50;
    private const int Others = 12;

    /// <summary>All of the flood needs minutes.</summary>
    private static readonly TimeSpan s_prompt = TimeSpan.FromSeconds(5);

    public FloodTests(OutageApplication chat)
        : base(chat, TimeSpan.FromMinutes(3))
    {
        chat.Logs.Expect("(?i)redis|kafka|broker|rdkafka|unavailable|connection|timeout|timed out");
    }

    [Fact]
    public async Task Flood_OfSlowAnswersOfOneUser_KeepsNobodyElseWaiting()
    {
        using var eve = Chat.NewUser();
        var flood = await Task.WhenAll(Enumerable.Range(0, Flood).Select(_ => eve.AskAsync(Prompts.Words(2000), Cancel)));
        await Eventually.ReadAsync(
            _ => StatesAsync(eve, flood), states => states.Contains("streaming"), TimeSpan.FromSeconds(20), Cancel);

        await AssertOthersArePromptAsync();
        await Chat.Faults.CommandAsync("llm-worker", "restart", Cancel);
        await Chat.App.ResourceNotifications.WaitForResourceHealthyAsync("llm-worker", Cancel);
        await AssertOthersArePromptAsync();

        // The flood is worked on all the while.
        var states = await StatesAsync(eve, flood);
        Assert.DoesNotContain(states, state => state is "failed" or "cancelled");
        Assert.Contains("streaming", states);
        foreach (var asked in flood)
            await eve.CancelAsync(asked.JobId, Cancel);
    }

    private Task<string[]> StatesAsync(ChatClient user, Submission[] asked) =>
        Task.WhenAll(asked.Select(async one => (await user.JobAsync(one.JobId, Cancel)).State));

    private async Task AssertOthersArePromptAsync()
    {
        var waits = await Task.WhenAll(Enumerable.Range(0, Others).Select(_ => WaitAsync()));
        TestContext.Current.TestOutputHelper?.WriteLine(
            $"Others waited {string.Join(", ", waits.Order().Select(wait => $"{wait.TotalMilliseconds:0}"))} ms.");
        Assert.All(waits, wait => Assert.InRange(wait, TimeSpan.Zero, s_prompt));
    }

    /// <summary>From the prompt of somebody new to the first token of its answer.</summary>
    private async Task<TimeSpan> WaitAsync()
    {
        using var user = Chat.NewUser();
        var start = TimeProvider.System.GetTimestamp();
        var asked = await user.AskAsync(Prompts.Short, Cancel);
        await user.StreamAsync(asked.JobId, null, Cancel).FirstAsync(Cancel);
        return TimeProvider.System.GetElapsedTime(start);
    }
}
