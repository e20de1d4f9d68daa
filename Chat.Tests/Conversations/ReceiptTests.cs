using Chat.Tests.Infrastructure;

namespace Chat.Tests.Conversations;

/// <summary>Receipts are watermarks: they only go forward, and what stands on each message is computed from them.</summary>
public sealed class ReceiptTests(SharedApplication chat) : SystemTest(chat, TimeSpan.FromMinutes(2))
{
    [Fact]
    [Trait("Requirement", "DAT-05")]
    [Trait("Requirement", "DLV-01")]
    [Trait("Requirement", "DLV-02")]
    public async Task Watermarks_NeverGoBack()
    {
        using var ann = Chat.NewUser();
        using var bob = Chat.NewUser();
        var group = await FilledAsync(ann, [bob], 6);
        Assert.Equal(Six("sent", "sent", "sent"), await DeliveriesAsync(ann, group));

        await bob.MarkAsync(group, "delivered", 4, Cancel);
        Assert.Equal(Six("delivered", "delivered", "sent"), await DeliveriesAsync(ann, group));
        var read = await bob.MarkAsync(group, "read", 2, Cancel);
        Assert.Equal((4, 2, 2), (read.DeliveredSeq, read.ReadSeq, read.MyReadSeq));
        Assert.Equal(Six("read", "delivered", "sent"), await DeliveriesAsync(ann, group));
        var head = (await ann.LogAsync(group, 0, Cancel)).HeadOffset;

        foreach (var (kind, seq) in new[] { ("delivered", 1), ("read", 1), ("readPrivately", 1), ("delivered", 4), ("read", 2) })
        {
            var late = await bob.MarkAsync(group, kind, seq, Cancel);
            Assert.Equal((4, 2, 2, 4), (late.DeliveredSeq, late.ReadSeq, late.MyReadSeq, late.UnreadCount));
        }

        Assert.Equal(Six("read", "delivered", "sent"), await DeliveriesAsync(ann, group));
        Assert.Equal(head, (await ann.LogAsync(group, 0, Cancel)).HeadOffset);
    }

    [Fact]
    [Trait("Requirement", "DLV-02")]
    public async Task Reading_ImpliesHavingReceived()
    {
        using var ann = Chat.NewUser();
        using var bob = Chat.NewUser();
        var group = await FilledAsync(ann, [bob], 3);

        var marked = await bob.MarkAsync(group, "read", 2, Cancel);
        var view = await ann.ReceiptsAsync(group, 2, Cancel);

        Assert.Equal((2, 2), (marked.DeliveredSeq, marked.ReadSeq));
        var received = Assert.Single(view.DeliveredTo);
        var read = Assert.Single(view.ReadBy);
        Assert.Equal((bob.UserId, bob.UserId), (received.Id, read.Id));
        Assert.True(read.At >= received.At, $"{read.At} {received.At}");
        Assert.Empty((await ann.ReceiptsAsync(group, 3, Cancel)).DeliveredTo);
    }

    [Fact]
    [Trait("Requirement", "DAT-07")]
    public async Task FirstTimes_AreKept()
    {
        using var ann = Chat.NewUser();
        using var bob = Chat.NewUser();
        var group = await FilledAsync(ann, [bob], 3);

        await bob.MarkAsync(group, "delivered", 3, Cancel);
        await bob.MarkAsync(group, "read", 1, Cancel);
        var first = await ann.ReceiptsAsync(group, 1, Cancel);
        await bob.MarkAsync(group, "read", 3, Cancel);
        await bob.MarkAsync(group, "read", 1, Cancel);
        var again = await ann.ReceiptsAsync(group, 1, Cancel);
        var last = await ann.ReceiptsAsync(group, 3, Cancel);

        Assert.Equal(first.ReadBy, again.ReadBy);
        Assert.Equal(first.DeliveredTo, again.DeliveredTo);
        Assert.Equal(first.DeliveredTo[0].At, last.DeliveredTo[0].At);
        Assert.True(first.DeliveredTo[0].At < first.ReadBy[0].At && first.ReadBy[0].At < last.ReadBy[0].At);
    }

    [Fact]
    public async Task PrivateReading_IsSeenByNobodyElse()
    {
        using var ann = Chat.NewUser();
        using var bob = Chat.NewUser();
        var group = await FilledAsync(ann, [bob], 3);

        var marked = await bob.MarkAsync(group, "readPrivately", 3, Cancel);
        var mine = await bob.ConversationAsync(group, Cancel);
        var theirs = await ann.ConversationAsync(group, Cancel);
        var view = await ann.ReceiptsAsync(group, 3, Cancel);

        Assert.Equal((3, 0, 3, 0), (marked.DeliveredSeq, marked.ReadSeq, marked.MyReadSeq, marked.UnreadCount));
        Assert.Equal((3, 0), (mine.MyReadSeq, mine.UnreadCount));
        var seen = Assert.Single(theirs.Participants!, one => one.Id == bob.UserId);
        Assert.Equal((3, 0), (seen.DeliveredSeq, seen.ReadSeq));
        Assert.Equal((1, 0), (view.DeliveredTo.Count, view.ReadBy.Count));
        Assert.Equal("delivered", (await ann.MessageAsync(group, 3, Cancel)).Delivery);
        Assert.All(await WatermarksAsync(ann, group), mark => Assert.Equal(0, mark.Read));
    }

    [Fact]
    [Trait("Requirement", "DAT-06")]
    [Trait("Requirement", "DAT-07")]
    public async Task EachMessage_KnowsWhoHadIt()
    {
        using var ann = Chat.NewUser();
        using var bob = Chat.NewUser();
        using var carol = Chat.NewUser();
        using var late = Chat.NewUser();
        var group = await FilledAsync(ann, [bob, carol], 4);
        await ann.AddParticipantAsync(group, new ParticipantBody(late.UserId), Cancel);
        await bob.SendAsync(group, "From another", Cancel);

        await bob.MarkAsync(group, "read", 3, Cancel);
        await Task.WhenAll(Enumerable.Repeat(2, 6).Select(seq => carol.MarkAsync(group, "delivered", seq, Cancel)));
        await late.MarkAsync(group, "read", 5, Cancel);
        await ann.MarkAsync(group, "read", 4, Cancel);

        Assert.Equal(
            ["bob carol / bob", "bob carol / bob", "bob / bob", " / ", "late / late"],
            await Task.WhenAll(Enumerable.Range(1, 5).Select(async seq =>
            {
                var view = await ann.ReceiptsAsync(group, seq, Cancel);
                return $"{Names(view.DeliveredTo)} / {Names(view.ReadBy)}";
            })));

        string Names(IEnumerable<ReceiptView> receipts) => string.Join(' ', receipts.Select(
            one => one.Id == bob.UserId ? "bob" : one.Id == carol.UserId ? "carol" : one.Id == late.UserId ? "late" : "ann").Order());
    }

    [Fact]
    [Trait("Requirement", "DAT-05")]
    [Trait("Requirement", "DAT-06")]
    [Trait("Requirement", "DAT-07")]
    public async Task ReceiptsOfWhoComesBack_Stay()
    {
        using var ann = Chat.NewUser();
        using var bob = Chat.NewUser();
        var group = await FilledAsync(ann, [bob], 3);
        await bob.MarkAsync(group, "delivered", 3, Cancel);
        await bob.MarkAsync(group, "read", 1, Cancel);
        var before = await ann.ReceiptsAsync(group, 1, Cancel);

        for (var stay = 1; stay <= 2; stay++)
        {
            await bob.LeaveAsync(group, Cancel);
            await ann.SendAsync(group, "Missed", Cancel);
            await ann.AddParticipantAsync(group, new ParticipantBody(bob.UserId), Cancel);
            Assert.Equal(0, (await bob.ConversationAsync(group, Cancel)).UnreadCount);
            await ann.SendAsync(group, "Seen", Cancel);
            await bob.MarkAsync(group, "read", 3 + 2 * stay, Cancel);
        }

        Assert.Equal(
            [(1, 1), (1, 0), (1, 0), (0, 0), (1, 1), (0, 0), (1, 1)],
            await Task.WhenAll(Enumerable.Range(1, 7).Select(async seq =>
            {
                var view = await ann.ReceiptsAsync(group, seq, Cancel);
                return (view.DeliveredTo.Count, view.ReadBy.Count);
            })));
        Assert.Equal(before.ReadBy, (await ann.ReceiptsAsync(group, 1, Cancel)).ReadBy);
        Assert.Equal(before.DeliveredTo, (await ann.ReceiptsAsync(group, 1, Cancel)).DeliveredTo);
    }

    [Fact]
    public async Task Mark_BeyondTheNewest_DoesNotReadTheFuture()
    {
        using var ann = Chat.NewUser();
        using var bob = Chat.NewUser();
        var group = await FilledAsync(ann, [bob], 2);

        var marked = await bob.MarkAsync(group, "read", 1_000_000, Cancel);
        var next = await ann.SendAsync(group, "Later", Cancel);

        Assert.Equal((2, 2), (marked.ReadSeq, marked.MyReadSeq));
        Assert.Equal(1, (await bob.ConversationAsync(group, Cancel)).UnreadCount);
        Assert.Equal("sent", (await ann.MessageAsync(group, next.Seq, Cancel)).Delivery);
    }

    [Fact]
    [Trait("Requirement", "DAT-06")]
    [Trait("Requirement", "DLV-01")]
    public async Task Marks_OfManyAtOnce_AreFewAndForward()
    {
        using var ann = Chat.NewUser();
        var people = Enumerable.Range(0, 12).Select(_ => Chat.NewUser()).ToList();
        var group = await FilledAsync(ann, people, 9);
        var start = (await ann.LogAsync(group, 0, Cancel)).HeadOffset;
        var marks = people.SelectMany(one => Enumerable.Range(1, 18).Select(step => (one, step))).ToArray();
        Random.Shared.Shuffle(marks);

        await Task.WhenAll(marks.Select(
            mark => mark.one.MarkAsync(group, mark.step > 9 ? "read" : "delivered", (mark.step - 1) % 9 + 1, Cancel)));

        var entries = (await ann.LogAsync(group, start, Cancel)).Items;
        Assert.All(entries, entry => Assert.Equal("receipts.changed", entry.GetProperty("kind").GetString()));
        Assert.True(entries.Count < marks.Length / 2, $"{entries.Count} entries for {marks.Length} marks");
        foreach (var one in (await WatermarksAsync(ann, group)).GroupBy(mark => mark.Who))
        {
            Assert.Equal(one.OrderBy(mark => mark.Delivered).ThenBy(mark => mark.Read), one);
            Assert.Equal((9, 9), (one.Last().Delivered, one.Last().Read));
        }

        var view = await ann.ReceiptsAsync(group, 9, Cancel);
        Assert.Equal(people.Select(one => one.UserId).Order(), view.ReadBy.Select(one => one.Id).Order());
        Assert.Equal(people.Select(one => one.UserId).Order(), view.DeliveredTo.Select(one => one.Id).Order());
        Assert.Equal("read", (await ann.MessageAsync(group, 1, Cancel)).Delivery);
        people.ForEach(one => one.Dispose());
    }

    [Fact]
    public async Task Mark_OfManyMessages_IsOneEntry()
    {
        using var ann = Chat.NewUser();
        using var bob = Chat.NewUser();
        var group = await FilledAsync(ann, [bob], 9);
        var before = (await ann.LogAsync(group, 0, Cancel)).HeadOffset;

        await bob.MarkAsync(group, "read", 9, Cancel);

        var entry = Assert.Single((await ann.LogAsync(group, before, Cancel)).Items);
        Assert.Equal("receipts.changed", entry.GetProperty("kind").GetString());
        Assert.All(await DeliveriesAsync(ann, group), delivery => Assert.Equal("read", delivery));
    }

    private async Task<Guid> FilledAsync(ChatClient writer, IReadOnlyList<ChatClient> members, int messages)
    {
        var group = (await writer.CreateGroupAsync(members, Cancel)).Id;
        for (var i = 1; i <= messages; i++)
            await writer.SendAsync(group, $"message {i}", Cancel);
        return group;
    }

    private async Task<IEnumerable<string?>> DeliveriesAsync(ChatClient writer, Guid group) =>
        (await writer.MessagesAsync(group, "?limit=200", Cancel)).Items.Select(message => message.Delivery);

    private static IEnumerable<string> Six(string first, string second, string third) => [first, first, second, second, third, third];

    /// <summary>Every watermark that the log tells of, in its order.</summary>
    private async Task<IReadOnlyList<(string Who, long Delivered, long Read)>> WatermarksAsync(ChatClient reader, Guid group) =>
    [
        .. (await reader.LogAsync(group, 0, Cancel)).Items
            .Where(entry => entry.GetProperty("kind").GetString() == "receipts.changed")
            .SelectMany(entry => entry.GetProperty("watermarks").EnumerateArray())
            .Select(mark => (
                mark.GetProperty("participant").GetProperty("id").GetString()!, mark.GetProperty("deliveredSeq").GetInt64(),
                mark.GetProperty("readSeq").GetInt64())),
    ];
}
