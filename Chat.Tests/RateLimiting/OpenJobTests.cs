using System.Net.Http.Json;
using Chat.Contracts.Conversations.V1;
using Chat.Tests.Infrastructure;
using Grpc.Core;

namespace Chat.Tests.RateLimiting;

/// <summary>How many answers a user may have open, and in which order a conversation's come.</summary>
public sealed class OpenJobTests(SharedApplication chat) : SystemTest(chat, TimeSpan.FromMinutes(2))
{
    /// <summary>The default of <c>Generation:OpenJobsPerUser</c>.</summary>
    private const int Most = 50;

    [Fact]
    public async Task Prompts_BeyondTheLimitOfAUser_AreRefusedOnEveryDoorUntilOneEnds()
    {
        var tenant = $"tenant-{Guid.NewGuid():N}";
        using var ann = Chat.NewUser(tenant: tenant);
        using var bob = Chat.NewUser(tenant: tenant);
        var room = await ann.CreateConversationAsync(new NewConversation { Kind = "agent", AgentId = "assistant" }, Cancel);

        var answers = await Task.WhenAll(Enumerable.Range(0, Most + 10).Select(
            _ => ann.PostAsync("/v1/chat", new Prompt(Prompts.StartsAfter(TimeSpan.FromMinutes(1))), Cancel)));

        Assert.Equal(Most, answers.Count(answer => (int)answer.StatusCode == 202));
        var refused = answers.First(answer => (int)answer.StatusCode != 202);
        var problem = await ProblemAssert.IsAsync(429, "too_many_jobs", refused);
        Assert.True(problem.GetProperty("retryable").GetBoolean());
        Assert.True(refused.Headers.RetryAfter?.Delta > TimeSpan.Zero);
        await AssertRefusedElsewhereAsync(ann, room.Id);

        var jobs = await JobsOfAsync(answers);
        Assert.Equal("completed", (await bob.EndOfAsync((await bob.AskAsync(Prompts.Short, Cancel)).JobId, Cancel)).State);
        await ann.CancelAsync(jobs[0], Cancel);
        var next = await ann.AskAsync(Prompts.Short, Cancel);
        foreach (var job in jobs.Skip(1))
            await ann.CancelAsync(job, Cancel);
        Assert.Equal("completed", (await ann.EndOfAsync(next.JobId, Cancel)).State);
    }

    [Fact]
    public async Task Answers_OfOneConversation_ComeInTheOrderOfTheirPrompts()
    {
        using var ann = Chat.NewUser();
        var first = await ann.AskAsync("Hi [sim tokens=3 delay=500]", Cancel);
        var asked = new List<Submission> { first };
        for (var n = 0; n < 5; n++)
            asked.Add(await ann.AskAsync(new Prompt(Prompts.Short, first.ConversationId), Cancel));

        foreach (var one in asked)
            Assert.Equal("completed", (await ann.EndOfAsync(one.JobId, Cancel)).State);
        var jobs = await Task.WhenAll(asked.Select(one => ann.JobAsync(one.JobId, Cancel)));
        Assert.Equal(jobs.Select(job => job.MessageSeq).Order(), jobs.Select(job => job.MessageSeq));
    }

    /// <summary>A message to an agent, by REST, by an older design's REST and by gRPC; nothing of it is stored.</summary>
    private async Task AssertRefusedElsewhereAsync(ChatClient ann, Guid room)
    {
        using var message = await ann.PostAsync($"/v1/conversations/{room}/messages", new NewMessage(Prompts.Short), Cancel);
        await ProblemAssert.IsAsync(429, "too_many_jobs", message);
        using var older = await ann.PostAsync($"/chat/sessions/{room}/messages", new { role = "user", content = "hi" }, Cancel);
        await ProblemAssert.StatusAsync(429, older);
        Assert.Contains("too_many_jobs", await older.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
        Assert.Empty((await ann.MessagesAsync(room, "", Cancel)).Items);

        using var channel = Chat.Grpc("conversations");
        var generations = new GenerationService.GenerationServiceClient(channel);
        var detail = await GrpcCalls.RefusedAsync(
            StatusCode.ResourceExhausted, "too_many_jobs",
            () => generations.SubmitAsync(new() { Message = "hi" }, GrpcCalls.As(ann.Token, Cancel)).ResponseAsync);
        Assert.True(detail.RetryAfterMs > 0);
    }

    private async Task<List<Guid>> JobsOfAsync(IEnumerable<HttpResponseMessage> answers)
    {
        var jobs = new List<Guid>();
        foreach (var answer in answers.Where(answer => answer.IsSuccessStatusCode))
            jobs.Add((await answer.Content.ReadFromJsonAsync<Submission>(Cancel))!.JobId);
        return jobs;
    }
}
