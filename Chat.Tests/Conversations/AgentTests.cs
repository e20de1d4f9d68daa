using System.Text.Json;
using Chat.Contracts;
using Chat.Contracts.Conversations.V1;
using Chat.Tests.Infrastructure;
using Grpc.Core;
using Grpc.Net.Client;

namespace Chat.Tests.Conversations;

/// <summary>An agent's own conversation: one that is active, whoever asks at the same time, and ready at once.</summary>
public sealed class AgentTests : SystemTest
{
    private const string Path = "/v1/agents/me/conversation";

    private GrpcChannel _channel = null!;
    private ConversationChangeService.ConversationChangeServiceClient _changes = null!;
    private MessageChangeService.MessageChangeServiceClient _messages = null!;

    public AgentTests(SharedApplication chat)
        : base(chat)
    {
    }

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        _channel = Chat.Grpc("conversations");
        _changes = new ConversationChangeService.ConversationChangeServiceClient(_channel);
        _messages = new MessageChangeService.MessageChangeServiceClient(_channel);
    }

    public override ValueTask DisposeAsync()
    {
        _channel.Dispose();
        return base.DisposeAsync();
    }

    [Fact]
    [Trait("Requirement", "AGT-03")]
    public async Task Conversation_AskedForAHundredTimesAtOnce_IsMadeOnce()
    {
        using var agent = Chat.NewAgent();

        var found = await FindAtOnceAsync(agent);

        Assert.Single(found, one => one.Created);
        Assert.Single(found.Select(one => one.Conversation.Id).Distinct());
        await AssertOnlyOneActiveAsync(agent, found[0].Conversation.Id);
    }

    [Fact]
    [Trait("Requirement", "AGT-02")]
    [Trait("Requirement", "AGT-03")]
    public async Task Conversation_ThatThereIs_IsFoundAHundredTimes()
    {
        using var agent = Chat.NewAgent();
        var first = await agent.CallAsync<ConversationView>("POST", Path, null, Cancel);

        var found = await FindAtOnceAsync(agent);
        var again = await agent.CallAsync<ConversationView>("POST", Path, null, Cancel);

        Assert.All(found, one => Assert.Equal((first.Id.ToString(), false), (one.Conversation.Id, one.Created)));
        Assert.Equal((first.Id, "agent", agent.UserId), (again.Id, again.Kind, again.AgentId));
        Assert.Equal(
            (agent.UserId, "agent", "owner"), Assert.Single(again.Participants!.Select(one => (one.Id, one.Type, one.Role))));
        await AssertOnlyOneActiveAsync(agent, first.Id.ToString());
    }

    [Theory]
    [InlineData("close")]
    [InlineData("archive")]
    [InlineData("delete")]
    [Trait("Requirement", "AGT-02")]
    [Trait("Requirement", "DAT-20")]
    public async Task Conversation_ThatIsOver_HasOneSuccessor(string end)
    {
        using var agent = Chat.NewAgent();
        var first = await agent.CallAsync<ConversationView>("POST", Path, null, Cancel);
        if (end == "delete")
            await agent.DeleteConversationAsync(first.Id, Cancel);
        else
            await agent.ActAsync(first.Id, end, Cancel);

        var found = await FindAtOnceAsync(agent);

        Assert.Single(found, one => one.Created);
        Assert.DoesNotContain(found, one => one.Conversation.Id == first.Id.ToString());
        await AssertOnlyOneActiveAsync(agent, found[0].Conversation.Id);
    }

    [Fact]
    [Trait("Requirement", "AGT-03")]
    [Trait("Requirement", "DAT-30")]
    public async Task Agents_OfTheSameName_InTwoTenants_HaveOneEach()
    {
        using var agent = Chat.NewAgent();
        using var elsewhere = Chat.NewAgent(agent.UserId, tenant: "elsewhere");
        using var other = Chat.NewAgent();

        var found = await Task.WhenAll(new[] { agent, elsewhere, other, agent, elsewhere, other }.Select(
            one => _changes.FindOrCreateForAgentAsync(new(), As(one)).ResponseAsync));

        Assert.Equal(3, found.Select(one => one.Conversation.Id).Distinct().Count());
        Assert.Equal(3, found.Count(one => one.Created));
        using var refused = await elsewhere.GetAsync($"/v1/conversations/{found[0].Conversation.Id}", Cancel);
        await ProblemAssert.IsAsync(404, "not_found", refused);
    }

    [Fact]
    [Trait("Requirement", "DAT-09")]
    [Trait("Requirement", "DAT-10")]
    public async Task Agent_WritesAtOnce_AsAssistant()
    {
        using var agent = Chat.NewAgent();
        var own = (await agent.CallAsync<ConversationView>("POST", Path, null, Cancel)).Id;

        var sent = await agent.SendAsync(own, new NewMessage("I am here."), Cancel);

        Assert.Equal((1, "assistant", "agent", agent.UserId), (
            sent.Message.Seq, sent.Message.Role, sent.Message.SenderType, sent.Message.SenderId));
        Assert.Null(sent.JobId);
        using var asUser = await agent.SendAsync(
            "POST", $"/v1/conversations/{own}/messages", new NewMessage("x") { Role = "user" }, Cancel);
        await ProblemAssert.IsAsync(403, "permission_denied", asUser);
    }

    [Fact]
    [Trait("Requirement", "DAT-09")]
    [Trait("Requirement", "DAT-10")]
    public async Task User_WritesInNoRoleButTheOwn()
    {
        using var ann = Chat.NewUser();
        using var bob = Chat.NewUser();
        var group = (await ann.CreateGroupAsync([bob], Cancel)).Id;

        foreach (var (who, role) in new[] { (bob, "system"), (bob, "assistant"), (bob, "tool"), (ann, "assistant"), (ann, "tool") })
        {
            using var refused = await who.SendAsync(
                "POST", $"/v1/conversations/{group}/messages", new NewMessage("x") { Role = role }, Cancel);
            await ProblemAssert.IsAsync(403, "permission_denied", refused);
        }

        // Who administers the conversation has the permission.
        await ann.SendAsync(group, new NewMessage("Be kind.") { Role = "system" }, Cancel);
        await bob.SendAsync(group, "Hello", Cancel);
        foreach (var (role, content) in new[] { ("system", "Be kind."), ("user", "Hello") })
            Assert.Equal(
                content, Assert.Single((await bob.MessagesAsync(group, $"?role={role}", Cancel)).Items).Content);
        Assert.Empty((await bob.MessagesAsync(group, "?role=assistant", Cancel)).Items);
    }

    [Theory]
    [InlineData(MessageRole.System)]
    [InlineData(MessageRole.Assistant)]
    [Trait("Requirement", "AGT-05")]
    public async Task Service_WritesInEveryRole_WithoutLimit(MessageRole role)
    {
        using var ann = Chat.NewUser();
        using var agent = Chat.NewAgent();
        var group = await ann.CreateConversationAsync(
            new NewConversation { Kind = "group", Participants = [new ParticipantBody(agent.UserId, "agent")] }, Cancel);
        var request = new SendMessageRequest
        {
            ConversationId = group.Id.ToString(), Content = "said", Role = role,
            Sender = new ServiceSender
            {
                Tenant = "default", Principal = new PrincipalRef { Id = agent.UserId, Type = PrincipalType.Agent },
            },
        };

        using var call = _messages.SendAsync(request, GrpcCalls.As(Chat.Tokens.Service("gateway"), Cancel));
        var sent = (await call).Message;
        using var counted = _messages.SendAsync(new() { ConversationId = request.ConversationId, Content = "mine" }, As(ann));
        await counted;

        Assert.Equal((role, PrincipalType.Agent, agent.UserId), (sent.Role, sent.SenderType, sent.SenderId));
        Assert.Null(call.GetTrailers().GetValue(HeaderNames.RateRemaining));
        Assert.NotNull(counted.GetTrailers().GetValue(HeaderNames.RateRemaining));
        await GrpcCalls.RefusedAsync(
            StatusCode.PermissionDenied, "permission_denied", () => _messages.SendAsync(request, As(ann)).ResponseAsync);
    }

    [Fact]
    [Trait("Requirement", "AGT-06")]
    public async Task ConversationsOfAnAgent_AreThoseThatTheCallerIsIn()
    {
        using var ann = Chat.NewUser();
        using var bob = Chat.NewUser();
        using var agent = Chat.NewAgent();
        var (anns, bobs) = (await WithAgentAsync(ann, agent), await WithAgentAsync(bob, agent));
        await WithAgentAsync(ann, null);
        var own = (await agent.CallAsync<ConversationView>("POST", Path, null, Cancel)).Id;

        Assert.Equal([anns], await OfAgentAsync(ann, agent));
        Assert.Equal([bobs], await OfAgentAsync(bob, agent));
        Assert.Equal(new[] { anns, bobs, own }.Order(), (await OfAgentAsync(agent, agent)).Order());
    }

    private async Task<Guid> WithAgentAsync(ChatClient user, ChatClient? agent) => (await user.CreateConversationAsync(
        agent is null ? new NewConversation { Kind = "group" } : new NewConversation { AgentId = agent.UserId }, Cancel)).Id;

    private async Task<IEnumerable<Guid>> OfAgentAsync(ChatClient caller, ChatClient agent)
    {
        var page = await caller.ReadAsync<JsonElement>($"/conversations/agent/{agent.UserId}", Cancel);
        return page.GetProperty("data").EnumerateArray().Select(one => one.GetProperty("id").GetGuid());
    }

    private Task<CreateConversationResponse[]> FindAtOnceAsync(ChatClient agent) => Task.WhenAll(
        Enumerable.Range(0, 100).Select(_ => _changes.FindOrCreateForAgentAsync(new(), As(agent)).ResponseAsync));

    private async Task AssertOnlyOneActiveAsync(ChatClient agent, string id)
    {
        var active = await agent.ConversationsAsync("?status=active", Cancel);
        Assert.Equal(id, Assert.Single(active.Items).Id.ToString());
    }

    private CallOptions As(ChatClient user) => GrpcCalls.As(user.Token, Cancel);
}
