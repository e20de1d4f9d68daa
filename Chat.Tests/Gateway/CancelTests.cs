using Chat.Contracts.Streams;
using Chat.Tests.Infrastructure;

namespace Chat.Tests.Gateway;

/// <summary>Stop means stop, from any connection.</summary>
public sealed class CancelTests(SharedApplication chat) : SystemTest(chat)
{
    [Fact]
    public async Task Cancel_FromAnotherConnection_EndsTheStreamWithoutAnotherToken()
    {
        using var phone = Chat.NewUser();
        using var laptop = ChatClient.For(Chat.Gateway, phone.Token);
        var asked = await phone.AskAsync(Prompts.Words(2000), Cancel);
        using var redis = await Chat.OpenRedisAsync(Cancel);

        var (seen, lengthAfterCancel) = (new List<StreamEvent>(), 0L);
        await foreach (var item in phone.StreamAsync(asked.JobId, null, Cancel))
        {
            seen.Add(item);
            if (seen.Count != 5)
                continue;
            Assert.Equal("cancelled", (await laptop.CancelAsync(asked.JobId, Cancel)).State);
            lengthAfterCancel = Length(redis, asked.JobId);
        }

        Assert.Equal("cancelled", seen[^1].Status);
        Assert.Single(seen, item => item.Done);
        await AssertPartialAsync(phone, asked, seen);
        Assert.Equal(lengthAfterCancel, Length(redis, asked.JobId));
        // Who comes afterwards sees the answer as it stood; who was there may have been spared its very end.
        var replay = await laptop.ReadStreamAsync(asked.JobId, Cancel);
        Assert.Equal(lengthAfterCancel, replay.Count);
        Assert.Equal(seen.SkipLast(1), replay.Take(seen.Count - 1));
        Assert.Equal(seen[^1], replay[^1]);
    }

    [Fact]
    public async Task Cancel_OfManyAtOnce_IsAnsweredAfterTheLastTokenOfEach()
    {
        // One each, as nobody may have all of the workers.
        var askers = new Dictionary<Guid, ChatClient>();
        for (var i = 0; i < 8; i++)
        {
            var asker = Chat.NewUser();
            askers[(await asker.AskAsync(Prompts.Words(2000), Cancel)).JobId] = asker;
        }

        var readers = askers.ToDictionary(asked => asked.Key, asked => new[]
        {
            StreamReading.Start(asked.Value, asked.Key, Cancel), StreamReading.Start(asked.Value, asked.Key, Cancel),
        });
        await Eventually.HoldsAsync(
            () => readers.Values.SelectMany(two => two).All(reader => reader.Events.Count > 5), TimeSpan.FromSeconds(30), Cancel);

        var answered = await Task.WhenAll(askers.Select(async asked =>
        {
            await asked.Value.CancelAsync(asked.Key, Cancel);
            return (Job: asked.Key, At: TimeProvider.System.GetTimestamp());
        }));
        await Task.WhenAll(readers.Values.SelectMany(two => two).Select(reader => reader.Ended));

        Assert.All(answered, cancel => Assert.All(readers[cancel.Job], reader =>
        {
            Assert.Empty(reader.TokensAfter(cancel.At));
            Assert.Equal("cancelled", reader.Events[^1].Status);
        }));
    }

    [Fact]
    public async Task Cancel_WhileAReaderIsAway_LeavesThemTheLastEventOnly()
    {
        using var ann = Chat.NewUser();
        var asked = await ann.AskAsync(Prompts.Words(2000), Cancel);
        using var redis = await Chat.OpenRedisAsync(Cancel);
        var seen = await ann.StreamAsync(asked.JobId, null, Cancel).Take(5).ToListAsync(Cancel);
        await Eventually.HoldsAsync(() => Length(redis, asked.JobId) > 20, TimeSpan.FromSeconds(15), Cancel);

        await ann.CancelAsync(asked.JobId, Cancel);
        var rest = await ann.StreamAsync(asked.JobId, seen[^1].Id, Cancel).ToListAsync(Cancel);
        using var again = await ann.OpenStreamAsync(asked.JobId, rest[^1].Id, Cancel);

        Assert.Equal("cancelled", Assert.Single(rest).Status);
        Assert.True(rest[0].Seq > 20);
        Assert.Equal(System.Net.HttpStatusCode.NoContent, again.StatusCode);
    }

    [Fact]
    public async Task Cancel_BeforeAWorkerBegan_EndsTheJob()
    {
        using var ann = Chat.NewUser();
        var asked = await ann.AskAsync(Prompts.StartsAfter(TimeSpan.FromSeconds(50)), Cancel);

        Assert.Equal("cancelled", (await ann.CancelAsync(asked.JobId, Cancel)).State);
        var events = await ann.ReadStreamAsync(asked.JobId, Cancel);

        Assert.Equal("cancelled", Assert.Single(events).Status);
    }

    [Fact]
    public async Task Cancel_Twice_SaysTheSame()
    {
        using var ann = Chat.NewUser();
        var asked = await ann.AskAsync(Prompts.Words(2000), Cancel);

        var both = await Task.WhenAll(ann.CancelAsync(asked.JobId, Cancel), ann.CancelAsync(asked.JobId, Cancel));
        var again = await ann.CancelAsync(asked.JobId, Cancel);

        Assert.All([.. both, again], job => Assert.Equal("cancelled", job.State));
    }

    [Fact]
    public async Task Cancel_AfterTheEnd_ChangesNothing()
    {
        using var ann = Chat.NewUser();
        var asked = await ann.AskAsync(Prompts.Short, Cancel);
        var events = await ann.ReadStreamAsync(asked.JobId, Cancel);

        var job = await ann.CancelAsync(asked.JobId, Cancel);

        Assert.Equal("completed", job.State);
        Assert.Equal(events, await ann.ReadStreamAsync(asked.JobId, Cancel));
    }

    [Fact]
    public async Task Cancel_WhileAnAnswerStalls_FreesTheConversation()
    {
        using var ann = Chat.NewUser();
        var asked = await ann.AskAsync(Prompts.StallsAfter(3), Cancel);
        await foreach (var item in ann.StreamAsync(asked.JobId, null, Cancel))
            if (item.Seq == 2)
                break;

        await ann.CancelAsync(asked.JobId, Cancel);
        var next = await ann.AskAsync(new Prompt(Prompts.Short, asked.ConversationId), Cancel);

        Assert.Equal("completed", (await ann.EndOfAsync(next.JobId, Cancel)).State);
    }

    /// <summary>What is stored is what was seen, at most, and its usage is counted.</summary>
    private async Task AssertPartialAsync(ChatClient user, Submission asked, List<StreamEvent> seen)
    {
        var job = await Eventually.ReadAsync(
            token => user.JobAsync(asked.JobId, token), job => job.Usage is not null, TimeSpan.FromSeconds(15), Cancel);
        var page = await user.MessagesAsync(asked.ConversationId, "", Cancel);
        var partial = Assert.Single(page.Items, message => message.Role == "assistant");

        Assert.Equal("cancelled", job.State);
        Assert.Equal(job.MessageId, partial.Id);
        Assert.Equal("cancelled", partial.Generation);
        Assert.StartsWith(StreamEvent.TextOf(seen), partial.Content, StringComparison.Ordinal);
        Assert.InRange(job.Usage!.CompletionTokens, 1, 1999);
    }

    private static long Length(StackExchange.Redis.ConnectionMultiplexer redis, Guid job) =>
        (long)redis.GetDatabase().Execute("XLEN", TokenStream.Key(job));
}
