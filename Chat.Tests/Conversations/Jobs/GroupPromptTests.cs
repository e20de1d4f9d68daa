using Chat.Tests.Infrastructure;

namespace Chat.Tests.Conversations.Jobs;

/// <summary>A prompt in a conversation that is there obeys what holds for every message: who takes part, and who is named.</summary>
public sealed class GroupPromptTests(SharedApplication chat) : SystemTest(chat)
{
    [Theory]
    [InlineData(null)]
    [InlineData("assistant")]
    [InlineData("spy")]
    [Trait("Requirement", "RST-49")]
    public async Task Prompt_ToAnAgentThatTakesNoPart_IsRefused(string? agent)
    {
        using var ann = Chat.NewUser();
        using var bob = Chat.NewUser();
        var group = (await ann.CreateGroupAsync([bob], Cancel)).Id;
        await bob.SendAsync(group, "between us", Cancel);

        using var response = await ann.PostAsync("/v1/chat", new Prompt("What did bob say? @spy", group, AgentId: agent), Cancel);

        await ProblemAssert.IsAsync(400, "validation_failed", response);
        Assert.Contains("agentId", await response.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
        Assert.Equal(1, (await ann.ConversationAsync(group, Cancel)).LastSeq);
    }

    [Fact]
    [Trait("Requirement", "FUT-17")]
    public async Task Prompt_InAGroup_IsAnsweredByWhoIsAsked_AndNamesPeople()
    {
        using var ann = Chat.NewUser();
        using var bob = Chat.NewUser();
        var (helper, other) = ($"helper-{Guid.NewGuid():N}", $"other-{Guid.NewGuid():N}");
        var group = (await ann.CreateGroupAsync([bob], Cancel)).Id;
        foreach (var agent in new[] { helper, other })
            await ann.AddParticipantAsync(group, new ParticipantBody(agent, "agent"), Cancel);

        var named = await ann.AskAsync(new Prompt($"@{bob.UserId} and @{other}: {Prompts.Short}", group, "one"), Cancel);
        var chosen = await ann.AskAsync(new Prompt($"@{other}: {Prompts.Short}", group, AgentId: helper), Cancel);
        using var nobody = await ann.PostAsync("/v1/chat", new Prompt(Prompts.Short, group), Cancel);
        var again = await ann.AskAsync(new Prompt($"@{bob.UserId} and @{other}: {Prompts.Short}", group, "one"), Cancel);

        Assert.Equal(named, again);
        await ProblemAssert.IsAsync(400, "validation_failed", nobody);
        Assert.Equal(other, await AnswererAsync(ann, named));
        Assert.Equal(helper, await AnswererAsync(ann, chosen));
        var prompt = await bob.MessageAsync(group, named.MessageId, Cancel);
        Assert.Equal([(bob.UserId, "user"), (other, "agent")], prompt.Mentions.Select(one => (one.Id, one.Type)));
        Assert.Equal(1, (await bob.ConversationAsync(group, Cancel)).MentionCount);
    }

    [Fact]
    public async Task AgentThatWasRemoved_IsNotAskedAnyMore()
    {
        using var ann = Chat.NewUser();
        var first = await ann.AskAsync(Prompts.Short, Cancel);
        await ann.EndOfAsync(first.JobId, Cancel);
        var id = first.ConversationId;
        var agent = (await ann.ConversationAsync(id, Cancel)).AgentId!;
        await ann.CallAsync<ConversationView>("DELETE", $"/v1/conversations/{id}/participants/agent/{agent}", null, Cancel);

        using var prompt = await ann.PostAsync("/v1/chat", new Prompt(Prompts.Short, id), Cancel);
        var message = await ann.SendAsync(id, new NewMessage("Anybody there?"), Cancel);
        await ann.AddParticipantAsync(id, new ParticipantBody(agent, "agent"), Cancel);
        var later = await ann.SendAsync(id, new NewMessage(Prompts.Short), Cancel);

        await ProblemAssert.IsAsync(400, "validation_failed", prompt);
        Assert.Null(message.JobId);
        Assert.Equal("completed", (await ann.EndOfAsync(later.JobId!.Value, Cancel)).State);
        Assert.Equal("completed", (await ann.EndOfAsync((await ann.AskAsync(new Prompt(Prompts.Short, id), Cancel)).JobId, Cancel)).State);
    }

    private async Task<string> AnswererAsync(ChatClient user, Submission asked)
    {
        var job = await user.EndOfAsync(asked.JobId, Cancel);
        return (await user.MessageAsync(asked.ConversationId, job.MessageId!, Cancel)).SenderId;
    }
}
