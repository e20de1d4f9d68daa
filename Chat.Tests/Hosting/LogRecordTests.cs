using Chat.Tests.Infrastructure;

namespace Chat.Tests.Hosting;

/// <summary>That the tests see the errors which the services write.</summary>
public sealed class LogRecordTests
{
    [Theory]
    [InlineData("12:00:00.000 fail: Chat.LlmWorker.A[9] it broke")]
    [InlineData("12:00:00.000 \u001b[41m\u001b[30mfail\u001b[39m\u001b[22m\u001b[49m: Chat.LlmWorker.A[9] it broke")]
    [InlineData("{\"EventId\":9,\"LogLevel\":\"Error\",\"Category\":\"Chat.LlmWorker.A\",\"Message\":\"it broke\"}")]
    public void ErrorLine_IsSeenInEveryFormOfTheConsole(string line)
    {
        var record = LogRecord.Parse("llm-worker", line);

        Assert.True(record.IsError);
        Assert.Equal("Chat.LlmWorker.A", record.Category);
    }
}
