namespace Chat.Tests.Infrastructure;

/// <summary>
/// A test against the running system. It fails on errors in the services' logs that nobody expected, and shows the end of
/// the logs when it fails.
/// </summary>
[Trait("Category", "System")]
public abstract class SystemTest : IAsyncLifetime
{
    private readonly CancellationTokenSource _limit;

    protected SystemTest(ChatApplication chat, TimeSpan? limit = null)
    {
        Chat = chat;
        _limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        Limit = limit ?? TimeSpan.FromSeconds(60);
    }

    protected ChatApplication Chat { get; }

    /// <summary>Cancelled when the test has taken too long.</summary>
    protected CancellationToken Cancel => _limit.Token;

    private TimeSpan Limit { get; }

    public virtual async ValueTask InitializeAsync()
    {
        await Chat.StartAsync();
        _limit.CancelAfter(Limit);
    }

    public virtual ValueTask DisposeAsync()
    {
        _limit.Dispose();
        GC.SuppressFinalize(this);
        var failed = TestContext.Current.TestState?.Result == TestResult.Failed;
        if (failed)
            TestContext.Current.TestOutputHelper?.WriteLine(Chat.Logs.Tail(80));
        var unexpected = Chat.Logs.TakeUnexpected();
        if (!failed)
            Assert.True(unexpected.Count == 0, "Unexpected errors were logged:\n" + string.Join('\n', unexpected));
        return ValueTask.CompletedTask;
    }
}
