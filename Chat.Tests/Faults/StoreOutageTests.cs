using System.Net.Http.Json;
using System.Text.Json;
using Chat.Tests.Infrastructure;

namespace Chat.Tests.Faults;

/// <summary>Answers end, each once, although a store restarts or a worker stands still in the middle of them.</summary>
[Collection(OutageCollection.Name)]
public sealed class StoreOutageTests : SystemTest
{
    private static readonly TimeSpan s_soon = TimeSpan.FromSeconds(60);

    public StoreOutageTests(OutageApplication chat)
        : base(chat, TimeSpan.FromMinutes(3))
    {
        // Services say that what they need is away.
        chat.Logs.Expect("(?i)postgres|npgsql|database|redis|terminating|unavailable|connection|timeout|timed out|lease|starting up");
    }

    [Fact]
    [Trait("Requirement", "LLM-06")]
    public async Task Database_RestartedInMidAnswer_CostsNoAnswer()
    {
        using var ann = Chat.NewUser();
        var asked = await ann.AskAsync(Prompts.Words(300), Cancel);
        await BegunAsync(ann, asked.JobId);

        await Chat.Faults.CommandAsync("postgres", "restart", Cancel);

        await AnsweredOnceAsync(ann, asked);
    }

    [Fact]
    [Trait("Requirement", "LLM-06")]
    public async Task Worker_FrozenBeyondItsLease_IsSuperseded()
    {
        using var ann = Chat.NewUser();
        var asked = await ann.AskAsync(Prompts.Words(300), Cancel);
        await BegunAsync(ann, asked.JobId);

        await Chat.Faults.FreezeAsync("llm-worker", Cancel);
        await Eventually.ReadAsync(
            token => ann.JobAsync(asked.JobId, token), job => job.State == "queued", TimeSpan.FromSeconds(30), Cancel);
        await Chat.Faults.ThawAsync("llm-worker", Cancel);

        var ended = await AnsweredOnceAsync(ann, asked);
        Assert.InRange(ended.Attempt, 2, 3);
    }

    [Fact]
    [Trait("Requirement", "RST-15")]
    [Trait("Requirement", "OBS-09")]
    public async Task DatabaseAway_TheGatewayIsUnhealthy_NamesIt_AndIsAlive()
    {
        await Chat.Faults.CommandAsync("postgres", "stop", Cancel);
        await HealthBecomesAsync(503, "Unhealthy: database");
        using var anybody = ChatClient.For(Chat.Gateway, token: null);
        using var alive = await anybody.GetAsync("/alive", Cancel);
        await Chat.Faults.StartAsync("postgres", Cancel);

        await ProblemAssert.StatusAsync(200, alive);
        await HealthBecomesAsync(200, "Healthy: ");
    }

    [Fact]
    [Trait("Requirement", "RDS-17")]
    [Trait("Requirement", "C-32")]
    [Trait("Requirement", "OBS-07")]
    public async Task RedisAway_TheGatewayIsDegraded_NamesIt_AndTakesRequests()
    {
        await Chat.Faults.CommandAsync("redis", "stop", Cancel);
        await HealthBecomesAsync(200, "Degraded: redis");
        await Chat.Faults.StartAsync("redis", Cancel);

        await HealthBecomesAsync(200, "Healthy: ");
    }

    /// <summary>What every gateway says of Conversations, and which of its stores it names.</summary>
    private Task<string> HealthBecomesAsync(int status, string said) => Eventually.ReadAsync(
        async token =>
        {
            // Each on a connection of its own, so that both gateways are asked.
            var answers = new HashSet<string>();
            for (var i = 0; i < 8; i++)
            {
                using var anybody = ChatClient.For(Chat.Gateway, token: null);
                using var response = await anybody.GetAsync("/health", token);
                var report = await response.Content.ReadFromJsonAsync<JsonElement>(token);
                var conversations = report.GetProperty("components").GetProperty("conversations");
                var failing = conversations.TryGetProperty("failing", out var names) ? names.EnumerateArray() : [];
                answers.Add($"{(int)response.StatusCode} {conversations.GetProperty("status")}: {string.Join(", ", failing)}");
            }

            return string.Join(" | ", answers);
        },
        answers => answers == $"{status} {said}", s_soon, Cancel);

    private async Task BegunAsync(ChatClient user, Guid job)
    {
        await foreach (var _ in user.StreamAsync(job, null, Cancel))
            break;
    }

    private async Task<JobView> AnsweredOnceAsync(ChatClient user, Submission asked)
    {
        var ended = await Eventually.ReadAsync(
            token => TryJobAsync(user, asked.JobId, token), job => job?.State is "completed" or "failed", s_soon, Cancel);
        var page = await user.MessagesAsync(asked.ConversationId, "", Cancel);
        var answer = Assert.Single(page.Items, message => message.Role == "assistant");
        Assert.Equal("completed", ended!.State);
        Assert.Equal(answer.Content, StreamEvent.TextOf(await user.ReadStreamAsync(asked.JobId, Cancel)));
        return ended;
    }

    /// <summary>Null while the system says that it is away.</summary>
    private static async Task<JobView?> TryJobAsync(ChatClient user, Guid job, CancellationToken cancellationToken)
    {
        try
        {
            return await user.JobAsync(job, cancellationToken);
        }
        catch (Xunit.Sdk.XunitException)
        {
            return null;
        }
    }
}
