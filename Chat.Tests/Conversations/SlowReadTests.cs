using System.Diagnostics;
using System.Net;
using Chat.Tests.Infrastructure;
using Npgsql;

namespace Chat.Tests.Conversations;

/// <summary>Reads that cost much have few connections of their own: who asks for many of them holds up nobody else.</summary>
[Trait("Requirement", "RTE-02")]
[Trait("Requirement", "SRC-01")]
public sealed class SlowReadTests(SharedApplication chat) : SystemTest(chat, TimeSpan.FromMinutes(2))
{
    private const int Prepared = 150;
    private const int Searches = 120;

    /// <summary><c>SlowReads:Connections</c>; other tests search at the same time.</summary>
    private const int AtOnce = 4;

    /// <summary>Twenty words again and again, as long as a message may be: every one of them stands in hundreds of places.</summary>
    private static readonly string s_text = string.Join(' ', Enumerable.Range(0, 16_000).Select(i => (char)('a' + (i % 20))));

    [Fact]
    public async Task SearchesOfOneUser_InPreparedMessages_KeepToTheirBudget_AndOthersGoOn()
    {
        using var mallory = Chat.NewUser();
        using var ann = Chat.NewUser();
        var prepared = (await mallory.CreateGroupAsync([], Cancel)).Id;
        var message = await mallory.SendAsync(prepared, s_text, Cancel);
        await PiledUp.AddAsync(Chat, message.Id, mallory.UserId, Prepared - 1, Cancel);
        var group = (await ann.CreateGroupAsync([], Cancel)).Id;

        var answers = new List<HttpStatusCode>();
        var searching = Task.WhenAll(Enumerable.Range(0, Searches).Select(_ => SearchAsync(mallory, prepared, answers)));
        var (running, slowest) = (0L, TimeSpan.Zero);
        do
        {
            var since = Stopwatch.GetTimestamp();
            await ann.SendAsync(group, "hello", Cancel);
            slowest = TimeSpan.FromTicks(Math.Max(slowest.Ticks, Stopwatch.GetElapsedTime(since).Ticks));
            running = Math.Max(running, await RunningAsync());
        }
        while (!searching.IsCompleted);
        await searching;

        TestContext.Current.TestOutputHelper?.WriteLine(
            $"{answers.Count(one => one == HttpStatusCode.OK)} answered, slowest send of the other: {slowest.TotalMilliseconds} ms");
        Assert.InRange(running, 0, AtOnce);
        Assert.Contains(HttpStatusCode.OK, answers);
        Assert.Contains(HttpStatusCode.TooManyRequests, answers);
    }

    [Fact]
    public async Task Query_OfTooManyWords_IsRefused()
    {
        using var ann = Chat.NewUser();

        Assert.Empty((await ann.SearchAsync(string.Join(' ', Enumerable.Repeat("a", 32)), Cancel)).Items);
        foreach (var door in new[] { "/v1/search?q=", "/v1/conversations?q=" })
        {
            using var refused = await ann.GetAsync($"{door}{string.Join("%20", Enumerable.Repeat("a", 33))}", Cancel);
            await ProblemAssert.NamesAsync("q", refused);
        }
    }

    /// <summary>Answered, or refused with when to come back.</summary>
    private async Task SearchAsync(ChatClient user, Guid conversation, List<HttpStatusCode> answers)
    {
        using var response = await user.GetAsync($"/v1/search?q=c%20d%20e%20f%20g%20h%20j%20k&limit=1&conversation={conversation}", Cancel);
        if (!response.IsSuccessStatusCode)
        {
            var problem = await ProblemAssert.IsAsync(429, "rate_limited", response);
            Assert.True(problem.GetProperty("retryable").GetBoolean());
            Assert.Equal("1", Assert.Single(response.Headers.GetValues("Retry-After")));
        }

        lock (answers)
            answers.Add(response.StatusCode);
    }

    /// <summary>How many searches in texts the database is busy with.</summary>
    private async Task<long> RunningAsync()
    {
        await using var database = await Chat.OpenDatabaseAsync(Cancel);
        await using var command = new NpgsqlCommand(
            "SELECT count(*) FROM pg_stat_activity WHERE state = 'active' AND query LIKE '%page.rank%' AND pid <> pg_backend_pid()",
            database);
        return (long)(await command.ExecuteScalarAsync(Cancel))!;
    }
}
