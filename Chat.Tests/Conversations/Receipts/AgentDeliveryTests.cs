using Chat.Tests.Infrastructure;

namespace Chat.Tests.Conversations.Receipts;

/// <summary>How far a message has come where agents take part: who is asked has read, and who is not holds nothing back.</summary>
[Trait("Requirement", "DAT-05")]
public sealed class AgentDeliveryTests(SharedApplication chat) : SystemTest(chat)
{
    [Fact]
    public async Task Prompt_IsReadOnceItsAgentHasIt()
    {
        using var ann = Chat.NewUser();
        using var worker = new HandWorker(Chat, Cancel);
        var stalled = await worker.StallAsync(ann);
        var id = stalled.ConversationId;
        var asked = await ann.AskAsync(new Prompt("the question", id), Cancel);

        var before = await DeliveriesAsync(ann, id);
        await worker.ClaimAsync(asked.JobId);

        Assert.Equal("read sent", before);
        Assert.Equal("read read", await DeliveriesAsync(ann, id));
        var reader = Assert.Single((await ann.ReceiptsAsync(id, asked.Seq, Cancel)).ReadBy);
        Assert.Equal("agent", reader.Type);
        Assert.NotNull(reader.At);
        await ann.CancelAsync(asked.JobId, Cancel);
        await ann.CancelAsync(stalled.JobId, Cancel);
    }

    [Fact]
    public async Task AgentThatIsNotAsked_HoldsNothingBack()
    {
        using var ann = Chat.NewUser();
        using var bob = Chat.NewUser();
        var group = (await ann.CreateGroupAsync([bob], Cancel)).Id;
        var agent = $"helper-{Guid.NewGuid():N}";
        await ann.AddParticipantAsync(group, new ParticipantBody(agent, "agent"), Cancel);
        await ann.SendAsync(group, "Only for bob", Cancel);
        await ann.SendAsync(group, "This one too", Cancel);

        var sent = await DeliveriesAsync(ann, group);
        await bob.MarkAsync(group, "delivered", 2, Cancel);
        await bob.MarkAsync(group, "read", 1, Cancel);

        Assert.Equal(("sent sent", "read delivered"), (sent, await DeliveriesAsync(ann, group)));
    }

    [Fact]
    public async Task AgentThatIsAskedInAGroup_IsSeenToRead_AndPeopleStillCount()
    {
        using var ann = Chat.NewUser();
        using var bob = Chat.NewUser();
        var group = (await ann.CreateGroupAsync([bob], Cancel)).Id;
        var agent = $"helper-{Guid.NewGuid():N}";
        await ann.AddParticipantAsync(group, new ParticipantBody(agent, "agent"), Cancel);

        var asked = await ann.SendAsync(group, new NewMessage($"@{agent} {Prompts.Short}"), Cancel);
        await ann.EndOfAsync(asked.JobId!.Value, Cancel);
        var between = await DeliveriesAsync(ann, group);
        await bob.MarkAsync(group, "read", 2, Cancel);

        Assert.Equal("sent sent", between);
        // Ann has yet to read the answer.
        Assert.Equal("read sent", await DeliveriesAsync(ann, group));
        Assert.Equal(
            new[] { agent, bob.UserId }.Order(), (await ann.ReceiptsAsync(group, 1, Cancel)).ReadBy.Select(one => one.Id).Order());
    }

    private async Task<string> DeliveriesAsync(ChatClient reader, Guid conversation) =>
        string.Join(' ', (await reader.MessagesAsync(conversation, "", Cancel)).Items.Select(message => message.Delivery));
}
