using System.Text.Json;
using Chat.Tests.Infrastructure;

namespace Chat.Tests.Conversations.Receipts;

/// <summary>A receipt for one message is one for that message alone, whoever asks and wherever it shows.</summary>
[Trait("Requirement", "C-07")]
public sealed class SingleReceiptTests(SharedApplication chat) : SystemTest(chat, TimeSpan.FromMinutes(2))
{
    [Fact]
    public async Task ReadingMessageSeven_DoesNotReadOneToSix()
    {
        using var ann = Chat.NewUser();
        using var bob = Chat.NewUser();
        var group = await FilledAsync(ann, [bob], 8);

        var marked = await MarkAsync(bob, group, 7);

        Assert.Equal((0, 0, 0, 7), (marked.DeliveredSeq, marked.ReadSeq, marked.MyReadSeq, marked.UnreadCount));
        Assert.Equal((7, 0), await CountsAsync(bob, group));
        Assert.Equal("sent sent sent sent sent sent read sent", await DeliveriesAsync(ann, group));
        Assert.Equal([7], await ReadByAsync(ann, group, bob, 8));
        var receipts = await ann.ReceiptsAsync(group, 7, Cancel);
        Assert.NotNull(Assert.Single(receipts.ReadBy).At);
        Assert.NotNull(Assert.Single(receipts.DeliveredTo).At);
        var told = Assert.Single((await LastEntryAsync(ann, group)).GetProperty("watermarks").EnumerateArray());
        Assert.Equal((0, 0), (told.GetProperty("deliveredSeq").GetInt64(), told.GetProperty("readSeq").GetInt64()));
        Assert.Equal([7L], told.GetProperty("readAlone").EnumerateArray().Select(seq => seq.GetInt64()));
        Assert.Equal([7L], told.GetProperty("deliveredAlone").EnumerateArray().Select(seq => seq.GetInt64()));
    }

    [Fact]
    public async Task MessagesReadOneByOne_BecomeAWatermark_WhateverTheirOrder()
    {
        using var ann = Chat.NewUser();
        using var bob = Chat.NewUser();
        var group = await FilledAsync(ann, [bob], 3);
        await bob.SendAsync(group, "mine", Cancel);
        foreach (var text in new[] { "gone", "last" })
            await ann.SendAsync(group, text, Cancel);
        await ann.DeleteMessageAsync(group, 5, Cancel);

        var marks = new List<(long, long)>();
        foreach (var seq in new[] { 3, 1, 6, 2 })
        {
            var marked = await MarkAsync(bob, group, seq);
            marks.Add((marked.ReadSeq, marked.UnreadCount));
        }

        var again = await MarkAsync(bob, group, 3);
        Assert.Equal([(0, 3), (1, 2), (1, 1), (6, 0)], marks);
        Assert.Equal((6, 0), (again.ReadSeq, again.UnreadCount));
        Assert.Equal("read read read sent read", await DeliveriesAsync(ann, group));
    }

    [Fact]
    public async Task Watermark_AndSingleMessages_GoTogether()
    {
        using var ann = Chat.NewUser();
        using var bob = Chat.NewUser();
        using var carol = Chat.NewUser();
        var group = await FilledAsync(ann, [bob, carol], 6);
        await ann.SendAsync(group, $"@{bob.UserId}", Cancel);

        await MarkAsync(bob, group, 5);
        await MarkAsync(bob, group, 7, "delivered");
        await carol.MarkAsync(group, "read", 5, Cancel);
        Assert.Equal("sent sent sent sent read sent sent", await DeliveriesAsync(ann, group));
        Assert.Equal((6, 1), await CountsAsync(bob, group));
        var upto = await bob.MarkAsync(group, "read", 4, Cancel);

        Assert.Equal((5, 5, 2), (upto.DeliveredSeq, upto.ReadSeq, upto.UnreadCount));
        Assert.Equal("read read read read read sent sent", await DeliveriesAsync(ann, group));
        Assert.Equal((0, 0), await CountsAsync(bob, group, await MarkAsync(bob, group, 7), await MarkAsync(bob, group, 6)));
        Assert.Equal([1, 2, 3, 4, 5, 6, 7], await ReadByAsync(ann, group, bob, 7));
    }

    [Fact]
    public async Task SingleMessage_ReadByAllOfMany_IsRead()
    {
        using var ann = Chat.NewUser();
        var people = Enumerable.Range(0, 4).Select(_ => Chat.NewUser()).ToList();
        var group = await FilledAsync(ann, people, 3);

        foreach (var one in people.Skip(1))
            await MarkAsync(one, group, 2);
        var before = await DeliveriesAsync(ann, group);
        await MarkAsync(people[0], group, 2, "delivered");
        var received = await DeliveriesAsync(ann, group);
        await MarkAsync(people[0], group, 2);

        Assert.Equal(("sent sent sent", "sent delivered sent"), (before, received));
        Assert.Equal("sent read sent", await DeliveriesAsync(ann, group));
        people.ForEach(one => one.Dispose());
    }

    [Fact]
    public async Task PrivateReading_OfOneMessage_CountsForTheReaderAlone()
    {
        using var ann = Chat.NewUser();
        using var bob = Chat.NewUser();
        var group = await FilledAsync(ann, [bob], 3);

        var marked = await MarkAsync(bob, group, 2, "readPrivately");

        Assert.Equal((0, 2), (marked.MyReadSeq, marked.UnreadCount));
        Assert.Equal((2, 0), await CountsAsync(bob, group));
        Assert.Equal("sent delivered sent", await DeliveriesAsync(ann, group));
        Assert.Empty(await ReadByAsync(ann, group, bob, 3));
        Assert.Empty(Assert.Single((await LastEntryAsync(ann, group)).GetProperty("watermarks").EnumerateArray())
            .GetProperty("readAlone").EnumerateArray());
    }

    /// <summary>Every second message is a range of its own; what is too much counts as read up to there.</summary>
    [Fact]
    public async Task TooManySingleMessages_RaiseTheWatermark_AndNoneIsLost()
    {
        using var ann = Chat.NewUser();
        using var bob = Chat.NewUser();
        var group = (await ann.CreateGroupAsync([bob], Cancel)).Id;
        for (var i = 1; i <= 210; i++)
            await ann.SendAsync(group, $"message {i}", Cancel);

        MarkedView marked = null!;
        for (var seq = 2; seq <= 204; seq += 2)
            marked = await MarkAsync(bob, group, seq);

        // 102 ranges: those of 2 and of 4 were given up, and with them 1 and 3.
        Assert.Equal((4, 210 - 102 - 2), (marked.ReadSeq, marked.UnreadCount));
        Assert.Equal((marked.UnreadCount, 0), await CountsAsync(bob, group));
        Assert.Equal(
            [.. Enumerable.Range(1, 4), .. Enumerable.Range(3, 100).Select(half => 2 * half)], await ReadByAsync(ann, group, bob, 210));
    }

    [Fact]
    public async Task SingleMessages_OfWhoComesBack_Stay()
    {
        using var ann = Chat.NewUser();
        using var bob = Chat.NewUser();
        var group = await FilledAsync(ann, [bob], 5);
        await MarkAsync(bob, group, 2);
        await MarkAsync(bob, group, 4, "delivered");

        await bob.LeaveAsync(group, Cancel);
        await ann.AddParticipantAsync(group, new ParticipantBody(bob.UserId), Cancel);
        await ann.SendAsync(group, "new", Cancel);

        Assert.Equal([2], await ReadByAsync(ann, group, bob, 6));
        Assert.Single((await ann.ReceiptsAsync(group, 4, Cancel)).DeliveredTo);
        Assert.Equal((1, 0), await CountsAsync(bob, group));
    }

    [Fact]
    [Trait("Requirement", "DAT-05")]
    public async Task RoomsClient_MarksOneMessage()
    {
        using var ann = Chat.NewUser();
        using var bob = Chat.NewUser();
        var group = await FilledAsync(ann, [bob], 3);

        await bob.CallAsync<JsonElement>("POST", $"/chat/rooms/{group}/read", new { messageId = 2 }, Cancel);
        await bob.CallAsync<JsonElement>("POST", $"/chat/rooms/{group}/delivered", new { messageId = 3 }, Cancel);

        Assert.Equal("sent read delivered", await DeliveriesAsync(ann, group));
    }

    private Task<MarkedView> MarkAsync(ChatClient user, Guid group, long seq, string kind = "read") => user.CallAsync<MarkedView>(
        "POST", $"/v1/conversations/{group}/receipts", new { kind, messageId = seq.ToString() }, Cancel);

    private async Task<Guid> FilledAsync(ChatClient writer, IReadOnlyList<ChatClient> members, int messages)
    {
        var group = (await writer.CreateGroupAsync(members, Cancel)).Id;
        for (var i = 1; i <= messages; i++)
            await writer.SendAsync(group, $"message {i}", Cancel);
        return group;
    }

    private async Task<string> DeliveriesAsync(ChatClient writer, Guid group) =>
        string.Join(' ', (await writer.MessagesAsync(group, "", Cancel)).Items.Select(message => message.Delivery));

    /// <summary>What is unread, and what of it names the user; the list says the same, and so did the newest marks.</summary>
    private async Task<(long Unread, long Mentions)> CountsAsync(ChatClient user, Guid group, params MarkedView[] marked)
    {
        var (alone, listed) = (await user.ConversationAsync(group, Cancel), (await user.ConversationsAsync("", Cancel)).Items.Single());
        Assert.Equal((alone.UnreadCount, alone.MentionCount), (listed.UnreadCount, listed.MentionCount));
        if (marked.Length > 0)
            Assert.Equal((alone.UnreadCount, alone.MentionCount), (marked[^1].UnreadCount, marked[^1].MentionCount));
        return (alone.UnreadCount, alone.MentionCount);
    }

    /// <summary>The messages that somebody has read, as far as others see.</summary>
    private async Task<IEnumerable<int>> ReadByAsync(ChatClient asking, Guid group, ChatClient reader, int messages)
    {
        using var channel = Chat.Grpc("conversations");
        var receipts = new global::Chat.Contracts.Conversations.V1.ReceiptService.ReceiptServiceClient(channel);
        var read = new List<int>();
        foreach (var seqs in Enumerable.Range(1, messages).Chunk(200))
        {
            var request = new global::Chat.Contracts.Conversations.V1.ViewReceiptsRequest { ConversationId = group.ToString() };
            request.MessageIds.AddRange(seqs.Select(seq => seq.ToString()));
            var viewed = await receipts.ViewMessagesAsync(request, GrpcCalls.As(asking.Token, Cancel));
            var had = viewed.Messages.Where(one => one.ReadBy.Any(by => by.Participant.Id == reader.UserId));
            read.AddRange(had.Select(one => (int)one.Seq));
        }

        return read;
    }

    private async Task<JsonElement> LastEntryAsync(ChatClient reader, Guid group)
    {
        var entry = (await reader.LogAsync(group, 0, Cancel)).Items[^1];
        Assert.Equal("receipts.changed", entry.GetProperty("kind").GetString());
        return entry;
    }
}
