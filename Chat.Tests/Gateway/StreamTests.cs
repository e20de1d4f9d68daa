using System.Net;
using System.Text;
using Chat.Contracts.Streams;
using Chat.Tests.Infrastructure;
using StackExchange.Redis;

namespace Chat.Tests.Gateway;

/// <summary>The token stream as server-sent events: its shape, its resumption and its end.</summary>
[Trait("Requirement", "RST-02")]
public sealed class StreamTests(SharedApplication chat) : SystemTest(chat)
{
    [Fact]
    public async Task Stream_BeforeTheFirstToken_SendsHeadersAndAComment()
    {
        using var ann = Chat.NewUser();
        var asked = await ann.AskAsync(Prompts.StartsAfter(TimeSpan.FromSeconds(3)), Cancel);

        using var response = await ann.OpenStreamAsync(asked.JobId, null, Cancel);
        await using var body = await response.Content.ReadAsStreamAsync(Cancel);
        var first = new byte[64];
        var length = await body.ReadAsync(first, Cancel);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("text/event-stream", response.Content.Headers.ContentType?.MediaType);
        Assert.Contains("no-cache", response.Headers.CacheControl!.ToString(), StringComparison.Ordinal);
        Assert.Equal("no", Assert.Single(response.Headers.GetValues("X-Accel-Buffering")));
        Assert.Equal((byte)':', first[0]);
        Assert.DoesNotContain("data:", Encoding.UTF8.GetString(first, 0, length), StringComparison.Ordinal);
        Assert.Contains((await ann.JobAsync(asked.JobId, Cancel)).State, new[] { "queued", "streaming" });
    }

    [Fact]
    [Trait("Requirement", "LLM-04")]
    public async Task Stream_Events_ComeWhileTheModelWrites_InTheDocumentedShape()
    {
        using var ann = Chat.NewUser();
        var asked = await ann.AskAsync(Prompts.Words(40), Cancel);

        var events = new List<StreamEvent>();
        await foreach (var item in ann.StreamAsync(asked.JobId, null, Cancel))
        {
            // The first token is here before the model has said the last one.
            if (events.Count == 0)
                Assert.Equal("streaming", (await ann.JobAsync(asked.JobId, Cancel)).State);
            events.Add(item);
        }

        Assert.True(events.Count > 2);
        Assert.Equal(events.Count, events.Select(item => item.Id).Distinct().Count());
        Assert.Equal(Enumerable.Range(1, events.Count).Select(n => (long)n), events.Select(item => item.Seq));
        Assert.All(events.SkipLast(1), item => Assert.Matches(
            $$"""^\{"seq":{{item.Seq}},"attempt":1,"token":".+","done":false\}$""", item.Data));
        var stored = await StoredAnswerAsync(ann, asked);
        var (total, asking) = (stored.Usage!.TotalTokens, stored.Usage.PromptTokens);
        Assert.Equal(
            $$"""{"seq":{{events.Count}},"attempt":1,"token":"","done":true,"status":"completed","messageId":"{{stored.Id}}","usage":"""
            + $$"""{"promptTokens":{{asking}},"completionTokens":40,"totalTokens":{{total}},"source":"simulated"} }""".Replace(" ", ""),
            events[^1].Data);
        Assert.Equal(stored.Content, StreamEvent.TextOf(events));
    }

    [Fact]
    [Trait("Requirement", "LLM-03")]
    public async Task Stream_ReadByTwoAndByALateOne_IsTheSameBytes()
    {
        using var ann = Chat.NewUser();
        var asked = await ann.AskAsync(Prompts.Words(60), Cancel);

        var both = await Task.WhenAll(ann.ReadStreamAsync(asked.JobId, Cancel), ann.ReadStreamAsync(asked.JobId, Cancel));
        var late = await ann.ReadStreamAsync(asked.JobId, Cancel);

        Assert.Equal(both[0], both[1]);
        Assert.Equal(both[0], late);
    }

    [Fact]
    public async Task Resume_InTheMiddle_GoesOnAfterTheLastId()
    {
        using var ann = Chat.NewUser();
        var asked = await ann.AskAsync(Prompts.Words(80), Cancel);
        var seen = new List<StreamEvent>();
        await foreach (var item in ann.StreamAsync(asked.JobId, null, Cancel))
        {
            seen.Add(item);
            if (seen.Count == 5)
                break;
        }

        Assert.Equal("streaming", (await ann.JobAsync(asked.JobId, Cancel)).State);
        await foreach (var item in ann.StreamAsync(asked.JobId, seen[^1].Id, Cancel))
            seen.Add(item);

        Assert.Equal(await ann.ReadStreamAsync(asked.JobId, Cancel), seen);
        Assert.Equal((await StoredAnswerAsync(ann, asked)).Content, StreamEvent.TextOf(seen));
    }

    [Fact]
    public async Task Resume_ByQuery_IsAResumeToo()
    {
        using var ann = Chat.NewUser();
        var asked = await ann.AskAsync(Prompts.Words(10), Cancel);
        var all = await ann.ReadStreamAsync(asked.JobId, Cancel);

        using var response = await ann.GetAsync($"{asked.StreamUrl}?lastEventId={Uri.EscapeDataString(all[^2].Id!)}", Cancel);
        var text = await response.Content.ReadAsStringAsync(Cancel);

        Assert.Contains($"id: {all[^1].Id}", text, StringComparison.Ordinal);
        Assert.DoesNotContain($"id: {all[^2].Id}\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Resume_AfterTheEnd_Is204()
    {
        using var ann = Chat.NewUser();
        var asked = await ann.AskAsync(Prompts.Words(10), Cancel);
        var all = await ann.ReadStreamAsync(asked.JobId, Cancel);

        using var response = await ann.OpenStreamAsync(asked.JobId, all[^1].Id, Cancel);

        Assert.Equal(HttpStatusCode.NoContent, response.StatusCode);
    }

    [Theory]
    [InlineData("x")]
    [InlineData("1-")]
    [InlineData("-1")]
    [InlineData("99999999999999999999999-1")]
    public async Task Resume_WithAnIdThatNobodyGave_NeitherFailsNorLosesTheEnd(string id)
    {
        using var ann = Chat.NewUser();
        var asked = await ann.AskAsync(Prompts.Words(10), Cancel);
        var all = await ann.ReadStreamAsync(asked.JobId, Cancel);

        using var response = await ann.OpenStreamAsync(asked.JobId, id, Cancel);
        var text = await response.Content.ReadAsStringAsync(Cancel);

        if (response.StatusCode == HttpStatusCode.BadRequest)
            await ProblemAssert.IsAsync(400, "validation_failed", response);
        else
            Assert.Contains(all[^1].Data, text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Stream_GoneFromRedis_IsTheStoredMessage()
    {
        using var ann = Chat.NewUser();
        var asked = await ann.AskAsync(Prompts.Words(30), Cancel);
        var all = await ann.ReadStreamAsync(asked.JobId, Cancel);
        using var redis = await Chat.OpenRedisAsync(Cancel);
        Assert.True(await redis.GetDatabase().KeyDeleteAsync(TokenStream.Key(asked.JobId)));

        var stored = await ann.ReadStreamAsync(asked.JobId, Cancel);

        Assert.Equal(2, stored.Count);
        Assert.Equal(StreamEvent.TextOf(all), StreamEvent.TextOf(stored));
        Assert.True(stored[^1].Done);
        Assert.Equal(all[^1].MessageId, stored[^1].MessageId);
        using var resumed = await ann.OpenStreamAsync(asked.JobId, stored[^1].Id, Cancel);
        Assert.Equal(HttpStatusCode.NoContent, resumed.StatusCode);
    }

    [Fact]
    public async Task Resume_AfterTheEnd_Is204_AlsoWhenTheStreamIsGone()
    {
        using var ann = Chat.NewUser();
        var asked = await ann.AskAsync(Prompts.Words(10), Cancel);
        var all = await ann.ReadStreamAsync(asked.JobId, Cancel);
        using var redis = await Chat.OpenRedisAsync(Cancel);
        Assert.True(await redis.GetDatabase().KeyDeleteAsync(TokenStream.Key(asked.JobId)));

        using var resumed = await ann.OpenStreamAsync(asked.JobId, all[^1].Id, Cancel);

        Assert.Equal(HttpStatusCode.NoContent, resumed.StatusCode);
    }

    [Fact]
    public async Task Stream_LostInMidAnswer_GoesOnWithASnapshot()
    {
        using var ann = Chat.NewUser();
        var asked = await ann.AskAsync(Prompts.Words(150), Cancel);
        using var redis = await Chat.OpenRedisAsync(Cancel);
        var before = StreamReading.Start(ann, asked.JobId, Cancel);
        await Eventually.HoldsAsync(() => before.Events.Count > 20, TimeSpan.FromSeconds(30), Cancel);

        Assert.True(await redis.GetDatabase().KeyDeleteAsync(TokenStream.Key(asked.JobId)));
        await Eventually.HoldsAsync(
            () => redis.GetDatabase().KeyExists(TokenStream.Key(asked.JobId)), TimeSpan.FromSeconds(15), Cancel);
        var first = (RedisResult[])(await redis.GetDatabase().ExecuteAsync(
            "XRANGE", TokenStream.Key(asked.JobId), "-", "+", "COUNT", 1))!;
        await before.Ended;

        var fields = (string[])((RedisResult[])first[0]!)[1]!;
        Assert.Contains((TokenStream.Snapshot, "1"), fields.Chunk(2).Select(pair => (pair[0], pair[1])));
        var seqs = before.Events.Select(item => item.Seq).ToList();
        Assert.Equal(seqs.Order().Distinct(), seqs);
        Assert.Contains(before.Events, item => item.Snapshot);
        var answer = (await StoredAnswerAsync(ann, asked)).Content;
        Assert.Equal(answer, StreamEvent.TextOf(before.Events));
        Assert.Equal(answer, StreamEvent.TextOf(await ann.ReadStreamAsync(asked.JobId, Cancel)));
    }

    [Fact]
    public async Task Stream_LostAndThenCancelled_EndsWithAGreaterNumber()
    {
        using var ann = Chat.NewUser();
        var asked = await ann.AskAsync(Prompts.StallsAfter(3), Cancel);
        using var redis = await Chat.OpenRedisAsync(Cancel);
        var reader = StreamReading.Start(ann, asked.JobId, Cancel);
        await Eventually.HoldsAsync(() => reader.Events.Count > 1, TimeSpan.FromSeconds(30), Cancel);

        await redis.GetDatabase().KeyDeleteAsync(TokenStream.Key(asked.JobId));
        await ann.CancelAsync(asked.JobId, Cancel);
        await reader.Ended;

        var seqs = reader.Events.Select(item => item.Seq).ToList();
        Assert.Equal(seqs.Order().Distinct(), seqs);
        Assert.Equal("cancelled", reader.Events[^1].Status);
        Assert.DoesNotContain(reader.Events, item => item.Snapshot);
    }

    [Fact]
    public async Task Stream_ResumedWhenGone_ReplacesWhatTheReaderHad()
    {
        using var ann = Chat.NewUser();
        var asked = await ann.AskAsync(Prompts.Words(30), Cancel);
        var all = await ann.ReadStreamAsync(asked.JobId, Cancel);
        using var redis = await Chat.OpenRedisAsync(Cancel);
        await redis.GetDatabase().KeyDeleteAsync(TokenStream.Key(asked.JobId));

        var seen = all.Take(4).ToList();
        await foreach (var item in ann.StreamAsync(asked.JobId, seen[^1].Id, Cancel))
            seen.Add(item);

        Assert.True(seen[^1].Done);
        Assert.Equal(StreamEvent.TextOf(all), StreamEvent.TextOf(seen));
    }

    [Fact]
    [Trait("Requirement", "LLM-02")]
    public async Task Stream_WrittenBySomebodyElse_IsRead()
    {
        using var ann = Chat.NewUser();
        var asked = await ann.AskAsync(Prompts.StartsAfter(TimeSpan.FromSeconds(20)), Cancel);
        using var redis = await Chat.OpenRedisAsync(Cancel);
        var key = TokenStream.Key(asked.JobId);

        foreach (var (token, done) in new[] { ("Hello", "false"), (" there", "false"), ("", "true") })
            await redis.GetDatabase().ExecuteAsync("XADD", key, "*", "token", token, "done", done);
        var events = await ann.ReadStreamAsync(asked.JobId, Cancel);

        Assert.Equal("Hello there", StreamEvent.TextOf(events));
        Assert.True(events[^1].Done);
        await ann.CancelAsync(asked.JobId, Cancel);
    }

    [Fact]
    [Trait("Requirement", "LLM-02")]
    [Trait("Requirement", "RDS-09")]
    public async Task Stream_WrittenToTheStreamOfAllJobs_IsReadByItsOwnReadersInOrder()
    {
        using var ann = Chat.NewUser();
        var jobs = new[]
        {
            await ann.AskAsync(Prompts.StartsAfter(TimeSpan.FromSeconds(30)), Cancel),
            await ann.AskAsync(Prompts.StartsAfter(TimeSpan.FromSeconds(30)), Cancel),
        };
        using var redis = await Chat.OpenRedisAsync(Cancel);

        for (var i = 0; i < 50; i++)
            foreach (var job in jobs)
                await WriteAsync(redis, ("jobId", $"{job.JobId}"), ("token", $"{i} of {job.JobId}, "), ("done", "false"));
        foreach (var job in jobs)
            await WriteAsync(redis, ("jobId", $"{job.JobId}"), ("token", ""), ("done", "true"));

        foreach (var job in jobs)
        {
            var events = await ann.ReadStreamAsync(job.JobId, Cancel);
            Assert.Equal(string.Concat(Enumerable.Range(0, 50).Select(i => $"{i} of {job.JobId}, ")), StreamEvent.TextOf(events));
            Assert.Equal(Enumerable.Range(1, 51).Select(n => (long)n), events.Select(item => item.Seq));
            Assert.Equal("completed", events[^1].Status);
            await ann.CancelAsync(job.JobId, Cancel);
        }

        await AllAreMovedAsync(redis);
    }

    [Fact]
    [Trait("Requirement", "RDS-09")]
    public async Task Stream_OfAllJobs_IsRidOfWhatIsOfNoOpenJob()
    {
        using var ann = Chat.NewUser();
        var ended = await ann.AskAsync(Prompts.Words(10), Cancel);
        var before = await ann.ReadStreamAsync(ended.JobId, Cancel);
        var open = await ann.AskAsync(Prompts.StartsAfter(TimeSpan.FromSeconds(30)), Cancel);
        await Eventually.ReadAsync(token => ann.JobAsync(open.JobId, token), job => job.Attempt == 1, TimeSpan.FromSeconds(20), Cancel);
        using var redis = await Chat.OpenRedisAsync(Cancel);
        var (job, unknown) = ($"{open.JobId}", Guid.NewGuid());

        await WriteAsync(redis, ("jobId", $"{ended.JobId}"), ("token", "late"), ("done", "0"));
        await WriteAsync(redis, ("jobId", $"{unknown}"), ("token", "x"), ("done", "0"));
        await WriteAsync(redis, ("jobId", "no id"), ("token", "x"));
        await WriteAsync(redis, ("something", "else"));
        await WriteAsync(redis, ("jobId", job));
        await WriteAsync(redis, ("jobId", job), ("token", "of a later attempt"), ("attempt", "2"));
        await WriteAsync(redis, ("jobId", job), ("token", "of no attempt"), ("attempt", "-1"));
        await WriteAsync(redis, ("jobId", job), ("token", new string('x', 65_537)));
        await WriteAsync(redis, ("jobId", job), ("token", "right"), ("attempt", "1"));
        await WriteAsync(redis, ("jobId", job), ("done", "1"));

        Assert.Equal("right", StreamEvent.TextOf(await ann.ReadStreamAsync(open.JobId, Cancel)));
        await AllAreMovedAsync(redis);
        Assert.Equal(before, await ann.ReadStreamAsync(ended.JobId, Cancel));
        Assert.False(redis.GetDatabase().KeyExists(TokenStream.Key(unknown)));
        await ann.CancelAsync(open.JobId, Cancel);
    }

    [Fact]
    public async Task Leaving_DoesNotStopTheJob()
    {
        using var ann = Chat.NewUser();
        var asked = await ann.AskAsync(Prompts.Words(60), Cancel);
        await foreach (var _ in ann.StreamAsync(asked.JobId, null, Cancel))
            break;
        Assert.Equal("streaming", (await ann.JobAsync(asked.JobId, Cancel)).State);

        var job = await ann.EndOfAsync(asked.JobId, Cancel);

        Assert.Equal("completed", job.State);
        Assert.Equal(60, (await StoredAnswerAsync(ann, asked)).Usage!.CompletionTokens);
    }

    private Task AllAreMovedAsync(ConnectionMultiplexer redis) => Eventually.HoldsAsync(
        () => (long)redis.GetDatabase().Execute("XLEN", TokenStream.GlobalKey) == 0, TimeSpan.FromSeconds(10), Cancel);

    private static Task<RedisResult> WriteAsync(ConnectionMultiplexer redis, params (string Field, string Value)[] entry) =>
        redis.GetDatabase().ExecuteAsync(
            "XADD", [TokenStream.GlobalKey, "*", .. entry.SelectMany(pair => new object[] { pair.Field, pair.Value })]);

    private async Task<MessageView> StoredAnswerAsync(ChatClient user, Submission asked) =>
        Assert.Single((await user.MessagesAsync(asked.ConversationId, "", Cancel)).Items, message => message.JobId == asked.JobId
            && message.Role == "assistant");
}
