using System.Text.RegularExpressions;
using Chat.Contracts.Conversations.V1;
using Chat.Contracts.Errors;
using Chat.Contracts.Rooms;
using Chat.Tests.Conventions;
using Chat.Tests.Infrastructure;
using Grpc.Core;

namespace Chat.Tests.Permissions;

/// <summary>Where a permission is overridden, every door asks for the other role, and answers still arrive.</summary>
[Trait("Requirement", "SEC-07")]
[Trait("Requirement", "FUT-08")]
public sealed partial class OverriddenTests(SharedApplication chat) : SystemTest(chat, TimeSpan.FromMinutes(2))
{
    private static readonly string[] s_roles = ["owner", "admin", "member", "viewer"];

    /// <summary>Everything that the document calls overridable, with every role that it may be overridden to.</summary>
    public static TheoryData<string, string, string> Overrides
    {
        get
        {
            var data = new TheoryData<string, string, string>();
            foreach (Match row in Row().Matches(Repository.Read("docs/reference/permissions.md")))
                foreach (var least in s_roles.SkipLast(1))
                    data.Add(row.Groups[1].Value, row.Groups[2].Value, least);
            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Overrides))]
    [Trait("Requirement", "SEC-06")]
    public async Task Permission_IsForTheRolesFromTheOverrideUp(string permission, string name, string least)
    {
        using var cast = new Cast(Chat);
        await cast.BeginAsync(Cancel);
        await OverrideAsync(cast["owner"], cast.Conversation, (name, least));

        foreach (var step in PermissionCase.All.Where(step => step.Permission == permission))
            foreach (var who in Cast.Inside)
            {
                using var response = await cast.DoAsync(who, step, Cancel);

                if (Array.IndexOf(s_roles, who == "agent" ? "member" : who) <= Array.IndexOf(s_roles, least))
                    await ProblemAssert.SuccessAsync(response);
                else
                    await ProblemAssert.IsAsync(403, "permission_denied", response);
            }
    }

    [Fact]
    public void Document_NamesWhatMayBeOverridden() => Assert.Equal(
        ["addParticipants", "createThread", "editOwn", "pin", "react", "requestSummary", "send"],
        Overrides.Select(row => row.Data.Item2).Distinct().Order());

    [Fact]
    public async Task AnnouncementChannel_TakesNothingFromMembers_OnAnyDoor_UntilItIsLifted()
    {
        using var cast = new Cast(Chat);
        await cast.BeginAsync(Cancel);
        var channel = cast.Conversation;
        // A prompt that names no agent asks the default one.
        await cast["owner"].AddParticipantAsync(channel, new ParticipantBody("assistant", "agent"), Cancel);
        await OverrideAsync(cast["owner"], channel, ("send", "admin"));

        foreach (var who in new[] { "member", "agent", "viewer" })
            foreach (var (path, body) in Doors(channel))
            {
                using var refused = await cast[who].SendAsync("POST", path, body, Cancel);
                await ProblemAssert.StatusAsync(403, refused);
                Assert.Contains("permission_denied", await refused.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
            }

        await AssertRefusedByGrpcAsync(cast["member"], channel);
        var head = (await cast["owner"].ConversationAsync(channel, Cancel)).LastSeq;
        foreach (var who in new[] { "owner", "admin" })
            Assert.Equal(++head, (await cast[who].SendAsync(channel, "News", Cancel)).Seq);
        await OverrideAsync(cast["owner"], channel);
        foreach (var (path, body) in Doors(channel))
        {
            using var taken = await cast["member"].SendAsync("POST", path, body, Cancel);
            await ProblemAssert.SuccessAsync(taken);
        }
    }

    [Fact]
    public async Task Thread_OfAStandingMessage_IsBegun_ByWhoMayNotWrite()
    {
        using var ann = Chat.NewUser();
        using var bob = Chat.NewUser();
        var group = (await ann.CreateGroupAsync([bob], Cancel)).Id;
        var news = await ann.SendAsync(group, "News", Cancel);
        await OverrideAsync(ann, group, ("send", "owner"));

        var thread = await bob.CreateThreadAsync(group, new NewThread { RootMessageId = news.Id.ToString() }, Cancel);
        using var refused = await bob.SendAsync(
            "POST", $"/v1/conversations/{group}/threads/{thread.Id}/messages", new NewMessage("Why?"), Cancel);

        Assert.Equal(news.Id, thread.Id);
        await ProblemAssert.IsAsync(403, "permission_denied", refused);
    }

    [Fact]
    public async Task Retry_OfWhatWasSentBefore_IsAnsweredAsThen()
    {
        using var ann = Chat.NewUser();
        using var bob = Chat.NewUser();
        var group = (await ann.CreateGroupAsync([bob], Cancel)).Id;
        var body = new NewMessage("Hello") { ClientId = "key" };
        var sent = await bob.SendAsync(group, body, Cancel);

        await OverrideAsync(ann, group, ("send", "owner"));
        var again = await bob.SendAsync(group, body, Cancel);

        Assert.Equal((sent.Message.Id, sent.Message.Seq), (again.Message.Id, again.Message.Seq));
    }

    [Fact]
    public async Task Answer_ArrivesWhereOnlyTheOwnerWrites()
    {
        using var ann = Chat.NewUser();
        var first = await ann.AskAsync(Prompts.Words(40), Cancel);
        await OverrideAsync(ann, first.ConversationId, ("send", "owner"), ("requestSummary", "owner"));
        var view = await ann.ConversationAsync(first.ConversationId, Cancel);
        using var agent = Chat.NewAgent(view.AgentId);

        var underWay = await ann.EndOfAsync(first.JobId, Cancel);
        var second = await ann.AskAsync(new Prompt(Prompts.Short, first.ConversationId), Cancel);
        var after = await ann.EndOfAsync(second.JobId, Cancel);
        using var refused = await agent.SendAsync(
            "POST", $"/v1/conversations/{first.ConversationId}/messages", new NewMessage("By the way"), Cancel);

        Assert.Equal(("completed", "completed"), (underWay.State, after.State));
        var page = (await ann.MessagesAsync(first.ConversationId, "", Cancel)).Items;
        Assert.Equal(["user", "assistant", "user", "assistant"], page.Select(message => message.Role));
        Assert.Equal([view.AgentId, view.AgentId], page.Where(message => message.Role == "assistant").Select(one => one.SenderId));
        await ProblemAssert.IsAsync(403, "permission_denied", refused);
    }

    [Fact]
    public async Task Members_WhoMayInvite_LetInMembersAndViewers_AndNobodyAbove()
    {
        using var cast = new Cast(Chat);
        await cast.BeginAsync(Cancel);
        var group = cast.Conversation;
        var path = $"/v1/conversations/{group}/participants";
        await OverrideAsync(cast["owner"], group, ("addParticipants", "member"));

        await cast["member"].AddParticipantAsync(group, new ParticipantBody("new-member"), Cancel);
        var view = await cast["member"].AddParticipantAsync(group, new ParticipantBody("new-viewer", "user", "viewer"), Cancel);
        foreach (var role in new[] { "admin", "owner" })
        {
            using var above = await cast["member"].SendAsync("POST", path, new { id = "new-chief", role }, Cancel);
            await ProblemAssert.IsAsync(403, "permission_denied", above);
        }

        using var removal = await cast["member"].SendAsync("DELETE", $"{path}/user/new-viewer", null, Cancel);
        using var raise = await cast["member"].SendAsync("PATCH", $"{path}/user/new-viewer", new { role = "member" }, Cancel);
        using var byViewer = await cast["viewer"].SendAsync("POST", path, new { id = "another", role = "viewer" }, Cancel);

        Assert.Equal(
            [("new-member", "member"), ("new-viewer", "viewer")],
            view.Participants!.Where(one => one.Id.StartsWith("new-", StringComparison.Ordinal)).Select(one => (one.Id, one.Role)).Order());
        foreach (var refused in new[] { removal, raise, byViewer })
            await ProblemAssert.IsAsync(403, "permission_denied", refused);
    }

    [Fact]
    public async Task LastOwner_WhoLeaves_LocksNobodyOut()
    {
        using var ann = Chat.NewUser();
        using var bob = Chat.NewUser();
        var group = (await ann.CreateGroupAsync([bob], Cancel)).Id;
        await OverrideAsync(ann, group, ("send", "owner"), ("addParticipants", "owner"));

        await ann.LeaveAsync(group, Cancel);

        await bob.SendAsync(group, "Mine now", Cancel);
        await OverrideAsync(bob, group);
        Assert.Null((await bob.ConversationAsync(group, Cancel)).PermissionOverrides);
    }

    private static IEnumerable<(string Path, object Body)> Doors(Guid channel) =>
    [
        ($"/v1/conversations/{channel}/messages", new { content = "Me too" }),
        ($"/v1/conversations/{channel}/threads", new { title = "Aside", content = "Me too" }),
        ("/v1/chat", new { message = Prompts.Short, conversationId = channel }),
        ($"/chat/rooms/{channel}/messages", new { content = "Me too" }),
        ($"/api/conversations/{channel}/messages", new { content = "Me too" }),
    ];

    private async Task AssertRefusedByGrpcAsync(ChatClient user, Guid channel)
    {
        using var connection = Chat.Grpc("conversations");
        var messages = new MessageChangeService.MessageChangeServiceClient(connection);
        var rooms = new ChatService.ChatServiceClient(connection);
        var generations = new GenerationService.GenerationServiceClient(connection);
        var call = GrpcCalls.As(user.Token, Cancel);
        foreach (var send in new Func<Task>[]
        {
            async () => await messages.SendAsync(new() { ConversationId = $"{channel}", Content = "Me too" }, call),
            async () => await rooms.SendMessageAsync(new() { RoomId = $"{channel}", Content = "Me too" }, call),
            async () => await generations.SubmitAsync(new() { ConversationId = $"{channel}", Message = "Me too" }, call),
        })
            await GrpcCalls.RefusedAsync(StatusCode.PermissionDenied, ErrorCodes.PermissionDenied, send);
    }

    private Task<ConversationView> OverrideAsync(ChatClient owner, Guid conversation, params (string Name, string Role)[] overrides) =>
        owner.UpdateConversationAsync(
            conversation, new { permissionOverrides = overrides.ToDictionary(one => one.Name, one => one.Role) }, Cancel);

    [GeneratedRegex(@"^\| `(\w+)` .*\| `(\w+)` \|$", RegexOptions.Multiline)]
    private static partial Regex Row();
}
