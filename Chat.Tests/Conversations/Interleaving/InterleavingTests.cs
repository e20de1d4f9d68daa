using Chat.Contracts.Conversations.V1;
using Chat.Tests.Infrastructure;
using FsCheck;
using FsCheck.Fluent;

namespace Chat.Tests.Conversations.Interleaving;

/// <summary>
/// Whatever several writers do at the same time, in whatever order: the log has no gap, the counts are what counting
/// gives, and a snapshot with the log after it is the later snapshot.
/// </summary>
[Trait("Requirement", "DAT-01")]
[Trait("Requirement", "DAT-16")]
[Trait("Requirement", "DAT-33")]
public sealed class InterleavingTests(SharedApplication chat) : SystemTest(chat, TimeSpan.FromMinutes(4))
{
    private const int Conversations = 12;

    // Sends are most of what happens; a clear is rare.
    private static readonly Arbitrary<Operation[]> s_operations = Gen.ArrayOf(
        from writer in Gen.Choose(0, 3)
        from kind in Gen.Frequency(
            (6, Gen.Constant(OperationKind.Send)),
            (12, Gen.Elements(
                OperationKind.SendInThread, OperationKind.Edit, OperationKind.Delete, OperationKind.React,
                OperationKind.Unreact, OperationKind.Pin, OperationKind.Unpin, OperationKind.MarkRead,
                OperationKind.Rename, OperationKind.Join, OperationKind.Leave)),
            (1, Gen.Constant(OperationKind.Clear)))
        from target in Gen.Choose(0, 30)
        select new Operation(writer, kind, target)).Select(operations => operations.Take(60).ToArray()).ToArbitrary();

    [Fact]
    public async Task AnyInterleaving_LeavesNoGapAndNoWrongCount()
    {
        using var channel = Chat.Grpc("conversations");
        var property = Prop.ForAll(s_operations, operations => HoldsAsync(channel, operations));

        // The runner waits for each task by itself, so it has a thread of its own.
        await Task.Run(
            () => Check.One(Config.QuickThrowOnFailure.WithMaxTest(Conversations).WithStartSize(20).WithEndSize(60), property), Cancel);
    }

    private async Task HoldsAsync(Grpc.Net.Client.GrpcChannel channel, Operation[] operations)
    {
        var people = Enumerable.Range(0, 4).Select(_ => $"writer-{Guid.NewGuid():N}")
            .Select(id => (id, Chat.Tokens.User(id))).ToList();
        var writers = new Writers(channel, people);
        await writers.BeginAsync(Cancel);

        await writers.RunAsync(operations.Take(operations.Length / 2), Cancel);
        var early = await writers.GetAsync(0, Cancel);
        var fold = Fold.Of(early, await writers.MessagesAsync(Cancel));
        await writers.RunAsync(operations.Skip(operations.Length / 2), Cancel);

        var late = await writers.GetAsync(0, Cancel);
        var messages = await writers.MessagesAsync(Cancel);
        var log = await ConversationLog.ReadAsync(channel, writers.Token(0), Guid.Parse(writers.Conversation), Cancel);
        ConversationLog.AssertGapless(log);
        foreach (var entry in log.Where(entry => entry.Offset > early.HeadOffset))
            fold.Apply(entry);
        Assert.Equal(Fold.Of(late, messages).ToString(), fold.ToString());
        AssertCounts(late, messages, await writers.StatisticsAsync(Cancel));
        AssertThreads(await writers.ThreadsAsync(Cancel), messages);
        await AssertUnreadAsync(writers, people, messages);
    }

    private static void AssertCounts(Conversation conversation, IReadOnlyList<Message> messages, StatisticsResponse statistics)
    {
        Assert.Equal(messages.Count, conversation.MessageCount);
        Assert.Equal(messages.Count, statistics.Messages);
        Assert.Equal(messages.Count(message => message.Role == MessageRole.User), statistics.ByRole.GetValueOrDefault("user"));
        Assert.Equal(conversation.Participants.Count, conversation.ParticipantCount);
        var newest = messages.LastOrDefault(message => message.ThreadId.Length == 0);
        Assert.Equal(newest?.Id, conversation.LastMessage?.Id);
    }

    private static void AssertThreads(
        IReadOnlyList<global::Chat.Contracts.Conversations.V1.Thread> threads, IReadOnlyList<Message> messages) =>
        Assert.All(threads, thread => Assert.Equal(
            messages.Count(message => message.ThreadId == thread.Id && message.Id != thread.Id), thread.MessageCount));

    private async Task AssertUnreadAsync(Writers writers, List<(string Id, string Token)> people, IReadOnlyList<Message> messages)
    {
        for (var i = 0; i < people.Count; i++)
        {
            var own = await writers.GetAsync(i, Cancel);
            var unread = messages.Where(message => message.Seq > own.MyReadSeq && message.SenderId != people[i].Id).ToList();
            Assert.Equal(unread.Count(message => message.ThreadId.Length == 0), own.UnreadCount);
            Assert.Equal(unread.Count(message => message.Mentions.Any(mention => mention.Id == people[i].Id)), own.MentionCount);
        }
    }
}
