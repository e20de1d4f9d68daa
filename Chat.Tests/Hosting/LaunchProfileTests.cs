using Chat.Tests.Infrastructure;

namespace Chat.Tests.Hosting;

/// <summary>As what the services run when a developer starts the system.</summary>
public sealed class LaunchProfileTests(SharedApplication chat) : SystemTest(chat)
{
    /// <summary>In every other environment the console is JSON.</summary>
    [Theory]
    [InlineData("migrations")]
    [InlineData("conversations")]
    [InlineData("gateway")]
    [InlineData("llm-worker")]
    [InlineData("presence")]
    public void Project_RunsAsDevelopment(string resource)
    {
        var lines = Chat.Logs.Records
            .Where(record => record.Resource == resource && record.Line.Contains("Chat.", StringComparison.Ordinal)).ToList();

        Assert.NotEmpty(lines);
        Assert.DoesNotContain(lines, record => record.Line.Contains("\"LogLevel\":", StringComparison.Ordinal));
    }
}
