using Chat.Contracts.Conversations.V1;
using Chat.Tests.Infrastructure;

namespace Chat.Tests.Conversations;

/// <summary>What a model gets to see: the conversation as it stands before the prompt, and nothing else.</summary>
[Trait("Requirement", "DAT-34")]
public sealed class PromptContextTests(SharedApplication chat) : SystemTest(chat)
{
    [Fact]
    public async Task Prompt_HasTheLiveMessagesOfItsConversation_AndNoOthers()
    {
        using var ann = Chat.NewUser();
        using var bob = Chat.NewUser();
        var agent = $"agent-{Guid.NewGuid():N}";
        await bob.AskAsync(new Prompt($"bob's [sim stall-after=0] {agent}", AgentId: agent), Cancel);
        await ann.AskAsync(new Prompt("ann's elsewhere [sim tokens=1 tps=0]", AgentId: agent), Cancel);
        var first = await StallAsync(ann, agent);
        var id = first.ConversationId;
        var deleted = await SystemAsync(ann, id, "deleted");
        var edited = await SystemAsync(ann, id, "before the edit");
        await SystemAsync(ann, id, "kept");
        await ann.DeleteMessageAsync(id, deleted.Id, Cancel);
        await ann.EditAsync(id, edited.Id, new { content = "after the edit" }, Cancel);
        var asked = await ann.AskAsync(new Prompt("the question", id), Cancel);
        await SystemAsync(ann, id, "written later");

        var prompt = await ClaimAsync(asked.JobId);

        Assert.Equal(
            [Prompts.StallsAfter(1), "after the edit", "kept", "the question"], prompt.Messages.Select(message => message.Content));
        Assert.Equal((id.ToString(), agent, "default", ""), (
            prompt.ConversationId, prompt.AgentId, prompt.Tenant, prompt.ContextSummary));
        Assert.Equal(
            [MessageRole.User, MessageRole.System, MessageRole.System, MessageRole.User], prompt.Messages.Select(one => one.Role));
        await EndAsync(ann, first, asked);
    }

    [Fact]
    public async Task Prompt_AfterAClear_KnowsNothingOfBefore()
    {
        using var ann = Chat.NewUser();
        var first = await StallAsync(ann, null);
        await ann.ActAsync(first.ConversationId, "clear", Cancel);
        var asked = await ann.AskAsync(new Prompt("the question", first.ConversationId), Cancel);

        var prompt = await ClaimAsync(asked.JobId);

        Assert.Equal(["the question"], prompt.Messages.Select(message => message.Content));
        Assert.Equal("", prompt.ContextSummary);
        await EndAsync(ann, first, asked);
    }

    /// <summary>A conversation whose first answer never ends, so that the workers leave its further jobs alone.</summary>
    private async Task<Submission> StallAsync(ChatClient user, string? agent)
    {
        var asked = await user.AskAsync(new Prompt(Prompts.StallsAfter(1), AgentId: agent), Cancel);
        await foreach (var item in user.StreamAsync(asked.JobId, null, Cancel))
            if (item.Token.Length > 0)
                break;
        return asked;
    }

    private Task<MessageView> SystemAsync(ChatClient user, Guid conversation, string content) => SendAsync(
        user, conversation, new NewMessage(content) { Role = "system" });

    private async Task<MessageView> SendAsync(ChatClient user, Guid conversation, NewMessage message) =>
        (await user.SendAsync(conversation, message, Cancel)).Message;

    private async Task<PromptContext> ClaimAsync(Guid job)
    {
        using var channel = Chat.Grpc("conversations");
        var claim = await new JobRunnerService.JobRunnerServiceClient(channel).ClaimAsync(
            new() { JobId = job.ToString(), WorkerId = $"test-{job}" }, GrpcCalls.As(Chat.Tokens.Service("llm-worker"), Cancel));
        Assert.Equal(ClaimOutcome.Claimed, claim.Outcome);
        return claim.Prompt;
    }

    private async Task EndAsync(ChatClient user, params Submission[] all)
    {
        foreach (var asked in all.Reverse())
            await user.CancelAsync(asked.JobId, Cancel);
    }
}
