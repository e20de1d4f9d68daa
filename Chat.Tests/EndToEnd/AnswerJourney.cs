using Chat.Tests.Infrastructure;

namespace Chat.Tests.EndToEnd;

/// <summary>From a prompt to its stored answer, through every service and store.</summary>
public sealed class AnswerJourney(SharedApplication chat) : SystemTest(chat)
{
    [Fact]
    [Trait("Requirement", "RST-01")]
    [Trait("Requirement", "ARC-13")]
    [Trait("Requirement", "DAT-31")]
    public async Task Prompt_IsAnsweredStreamedAndStored()
    {
        using var ann = Chat.NewUser("ann-" + Guid.NewGuid().ToString("N"));

        var asked = await ann.AskAsync(new Prompt("Why is the sky blue? [sim tokens=30]", ClientId: "c-1"), Cancel);
        var events = await ann.ReadStreamAsync(asked.JobId, Cancel);
        var job = await ann.JobAsync(asked.JobId, Cancel);
        var page = await ann.MessagesAsync(asked.ConversationId, "", Cancel);
        var conversation = await ann.ConversationAsync(asked.ConversationId, Cancel);
        var listed = Assert.Single((await ann.ConversationsAsync("", Cancel)).Items);

        Assert.Equal(1, asked.Seq);
        Assert.Equal($"/v1/chat/stream/{asked.JobId}", asked.StreamUrl);
        Assert.Equal(("completed", 1), (job.State, job.Attempt));
        Assert.Equal((asked.MessageId, asked.ConversationId), (job.PromptMessageId, job.ConversationId));
        Assert.Collection(
            page.Items,
            prompt => Assert.Equal(
                (asked.MessageId, 1, "user", "user", "c-1"), (prompt.Id, prompt.Seq, prompt.Role, prompt.SenderType, prompt.ClientId)),
            answer =>
            {
                Assert.Equal((job.MessageId!.Value, 2L, "assistant", "agent"), (answer.Id, answer.Seq, answer.Role, answer.SenderType));
                Assert.Equal(StreamEvent.TextOf(events), answer.Content);
                Assert.Equal(asked.JobId, answer.JobId);
                Assert.Equal(job.Usage, answer.Usage);
            });
        Assert.Equal(("simulated", 30L), (job.Usage!.Source, job.Usage.CompletionTokens));
        Assert.Equal(job.Usage.PromptTokens + job.Usage.CompletionTokens, job.Usage.TotalTokens);
        AssertConversation(conversation, page, job);
        Assert.Equivalent(conversation with { Participants = null }, listed, strict: true);
    }

    [Fact]
    [Trait("Requirement", "CST-01")]
    [Trait("Requirement", "DAT-33")]
    public async Task SecondPrompt_KnowsTheFirst()
    {
        using var ann = Chat.NewUser();
        var first = await ann.AskAsync(Prompts.Short, Cancel);
        var firstJob = await ann.EndOfAsync(first.JobId, Cancel);

        var second = await ann.AskAsync(new Prompt(Prompts.Short, first.ConversationId), Cancel);
        var secondJob = await ann.EndOfAsync(second.JobId, Cancel);

        Assert.Equal((first.ConversationId, 3), (second.ConversationId, second.Seq));
        // The model saw the first question and its answer too.
        Assert.True(secondJob.Usage!.PromptTokens > firstJob.Usage!.PromptTokens);
        var conversation = await ann.ConversationAsync(first.ConversationId, Cancel);
        Assert.Equal(4, conversation.MessageCount);
        Assert.Equal(firstJob.Usage.TotalTokens + secondJob.Usage.TotalTokens, conversation.TotalTokens);
    }

    [Fact]
    [Trait("Requirement", "CNV-05")]
    public async Task Conversations_AreListedByTheirNewestMessage()
    {
        using var ann = Chat.NewUser();
        var first = await ann.AskAsync(Prompts.Short, Cancel);
        await ann.EndOfAsync(first.JobId, Cancel);
        var second = await ann.AskAsync(Prompts.Short, Cancel);
        await ann.EndOfAsync(second.JobId, Cancel);
        var again = await ann.AskAsync(new Prompt(Prompts.Short, first.ConversationId), Cancel);
        await ann.EndOfAsync(again.JobId, Cancel);

        var listed = await ann.ConversationsAsync("", Cancel);

        Assert.Equal([first.ConversationId, second.ConversationId], listed.Items.Select(conversation => conversation.Id));
    }

    private static void AssertConversation(ConversationView conversation, MessagePage page, JobView job)
    {
        Assert.Equal(("agent", "chat", "active"), (conversation.Kind, conversation.Channel, conversation.Status));
        Assert.Equal((2, 2), (conversation.LastSeq, conversation.MessageCount));
        Assert.Equal(job.Usage!.TotalTokens, conversation.TotalTokens);
        Assert.Equal(page.Items[^1].CreatedAt, conversation.LastMessageAt);
        Assert.StartsWith(conversation.Preview!, page.Items[^1].Content, StringComparison.Ordinal);
        Assert.Equal(["agent", "user"], conversation.Participants!.Select(participant => participant.Type).Order());
        Assert.Contains(conversation.Participants!, participant => participant.Id == conversation.CreatedBy && participant.Role == "owner");
    }
}
