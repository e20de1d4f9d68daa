using Chat.Tests.Infrastructure;

namespace Chat.Tests.Gateway;

/// <summary>Nobody hears more of an answer than they may.</summary>
public sealed class StreamAccessTests(SharedApplication chat) : SystemTest(chat)
{
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(1);

    [Fact]
    public async Task Token_ThatRunsOutInMidAnswer_EndsTheStreamWithinASecond()
    {
        var lifetime = TimeSpan.FromSeconds(4);
        var end = TimeProvider.System.GetTimestamp() + (long)(lifetime.TotalSeconds * TimeProvider.System.TimestampFrequency);
        using var ann = Chat.As(new Claims($"user-{Guid.NewGuid():N}") { Lifetime = lifetime });
        var asked = await ann.AskAsync(Prompts.Words(2000), Cancel);

        var reader = StreamReading.Start(ann, asked.JobId, Cancel);
        await reader.Ended;

        Assert.True(reader.Events.Count > 1);
        AssertEnd("token_expired", reader.Events);
        Assert.InRange(TimeProvider.System.GetElapsedTime(end, reader.LastAt), -s_limit, s_limit);
        using var renewed = Chat.NewUser(ann.UserId);
        await renewed.CancelAsync(asked.JobId, Cancel);
    }

    [Fact]
    public async Task Participant_WhoIsRemovedAndBackAtOnce_ReadsOn()
    {
        using var ann = Chat.NewUser();
        using var bob = Chat.NewUser();
        var asked = await ann.AskAsync(Prompts.Words(100), Cancel);
        await ann.AddParticipantAsync(asked.ConversationId, new ParticipantBody(bob.UserId), Cancel);

        await ann.RemoveParticipantAsync(asked.ConversationId, bob.UserId, Cancel);
        await ann.AddParticipantAsync(asked.ConversationId, new ParticipantBody(bob.UserId), Cancel);
        var events = await bob.ReadStreamAsync(asked.JobId, Cancel);

        Assert.Equal("completed", events[^1].Status);
    }

    [Fact]
    public async Task Conversation_ThatIsDeletedInMidAnswer_EndsItsStreams()
    {
        using var ann = Chat.NewUser();
        var asked = await ann.AskAsync(Prompts.Words(2000), Cancel);
        var reader = StreamReading.Start(ann, asked.JobId, Cancel);
        await Eventually.HoldsAsync(() => reader.Events.Count > 5, TimeSpan.FromSeconds(30), Cancel);

        await ann.DeleteConversationAsync(asked.ConversationId, Cancel);
        var deleted = TimeProvider.System.GetTimestamp();
        await reader.Ended;

        Assert.True(TimeProvider.System.GetElapsedTime(deleted, reader.LastAt) < s_limit);
        Assert.True(reader.Events[^1] is { Type: "end" } or { Status: "cancelled" });
    }

    internal static void AssertEnd(string reason, IReadOnlyList<StreamEvent> events)
    {
        Assert.Equal(("end", $$"""{"reason":"{{reason}}"}"""), (events[^1].Type, events[^1].Data));
        Assert.Null(events[^1].Id);
        Assert.All(events.SkipLast(1), item => Assert.Equal("message", item.Type));
    }
}
