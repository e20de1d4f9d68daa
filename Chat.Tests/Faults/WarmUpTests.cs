using Chat.Tests.Infrastructure;

namespace Chat.Tests.Faults;

/// <summary>A service that says that it is healthy is ready.</summary>
[Collection(StuckJobCollection.Name)]
public sealed class WarmUpTests : SystemTest
{
    /// <summary>Less than a worker needs to join its group again after it was killed.</summary>
    private static readonly TimeSpan s_atOnce = OutageApplication.WorkerSession - TimeSpan.FromSeconds(1);

    public WarmUpTests(OutageApplication chat)
        : base(chat, TimeSpan.FromMinutes(2))
    {
        chat.Logs.Expect("(?i)redis|kafka|broker|rdkafka|unavailable|connection|timeout|timed out");
    }

    [Fact]
    public async Task Worker_ThatIsHealthyAgain_StreamsTheFirstPromptAtOnce()
    {
        using var ann = Chat.NewUser();
        var joined = TimesJoined();
        await Chat.Faults.KillAsync("llm-worker", Cancel);
        await Chat.Faults.StartAsync("llm-worker", Cancel);
        Assert.True(TimesJoined() > joined, "It was healthy without knowing its partitions.");

        var start = TimeProvider.System.GetTimestamp();
        var asked = await ann.AskAsync(Prompts.Short, Cancel);
        await ann.StreamAsync(asked.JobId, null, Cancel).FirstAsync(Cancel);
        var wait = TimeProvider.System.GetElapsedTime(start);

        TestContext.Current.TestOutputHelper?.WriteLine($"The first token came after {wait.TotalMilliseconds:0} ms.");
        Assert.InRange(wait, TimeSpan.Zero, s_atOnce);
    }

    private int TimesJoined() => Chat.Logs.Records.Count(record =>
        record.Resource == "llm-worker" && record.Line.Contains("partitions were assigned", StringComparison.Ordinal));
}
