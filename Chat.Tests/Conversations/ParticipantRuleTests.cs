using Chat.Tests.Infrastructure;

namespace Chat.Tests.Conversations;

/// <summary>Who comes, goes and hands over, and that a conversation is never without an owner.</summary>
[Trait("Requirement", "CNV-06")]
public sealed class ParticipantRuleTests(SharedApplication chat) : SystemTest(chat)
{
    [Fact]
    public async Task Ownership_GoesToTheLongestOfTheHighestRole()
    {
        using var ann = Chat.NewUser();
        using var member = Chat.NewUser();
        using var first = Chat.NewUser();
        using var second = Chat.NewUser();
        var group = (await ann.CreateGroupAsync([member], Cancel)).Id;
        foreach (var admin in new[] { first, second })
            await ann.AddParticipantAsync(group, new ParticipantBody(admin.UserId, "user", "admin"), Cancel);

        await ann.LeaveAsync(group, Cancel);
        Assert.Equal("owner", await RoleAsync(first, group));
        Assert.Equal(("admin", "member"), (await RoleAsync(second, group), await RoleAsync(member, group)));
        await first.LeaveAsync(group, Cancel);
        await second.LeaveAsync(group, Cancel);
        Assert.Equal("owner", await RoleAsync(member, group));
        await member.LeaveAsync(group, Cancel);

        foreach (var gone in new[] { ann, first, second, member })
        {
            using var response = await gone.GetAsync($"/v1/conversations/{group}", Cancel);
            await ProblemAssert.IsAsync(404, "not_found", response);
            Assert.Empty((await gone.ConversationsAsync("?status=any", Cancel)).Items);
        }
    }

    [Fact]
    public async Task LastOwner_CannotStepDown()
    {
        using var ann = Chat.NewUser();
        using var bob = Chat.NewUser();
        var group = (await ann.CreateGroupAsync([bob], Cancel)).Id;
        var path = $"/v1/conversations/{group}/participants/user/{ann.UserId}";

        using var refused = await ann.SendAsync("PATCH", path, new { role = "member" }, Cancel);
        await ProblemAssert.IsAsync(409, "wrong_state", refused);
        await ann.ChangeRoleAsync(group, bob.UserId, "owner", Cancel);
        await ann.ChangeRoleAsync(group, ann.UserId, "viewer", Cancel);

        Assert.Equal(("viewer", "owner"), (await RoleAsync(ann, group), await RoleAsync(bob, group)));
        using var late = await ann.SendAsync("POST", $"/v1/conversations/{group}/messages", new NewMessage("Hi"), Cancel);
        await ProblemAssert.IsAsync(403, "permission_denied", late);
    }

    [Fact]
    [Trait("Requirement", "SEC-06")]
    public async Task Admin_GivesAndTakesOnlyTheRolesBelow()
    {
        using var ann = Chat.NewUser();
        using var admin = Chat.NewUser();
        using var other = Chat.NewUser();
        using var member = Chat.NewUser();
        var group = (await ann.CreateGroupAsync([member], Cancel)).Id;
        foreach (var one in new[] { admin, other })
            await ann.AddParticipantAsync(group, new ParticipantBody(one.UserId, "user", "admin"), Cancel);
        var path = $"/v1/conversations/{group}/participants";

        foreach (var (method, rest, body) in new (string, string, object?)[]
        {
            ("PATCH", $"/user/{member.UserId}", new { role = "admin" }), ("PATCH", $"/user/{member.UserId}", new { role = "owner" }),
            ("PATCH", $"/user/{other.UserId}", new { role = "member" }), ("PATCH", $"/user/{ann.UserId}", new { role = "member" }),
            ("PATCH", $"/user/{admin.UserId}", new { role = "owner" }), ("DELETE", $"/user/{other.UserId}", null),
            ("DELETE", $"/user/{ann.UserId}", null), ("POST", "", new { id = "new", role = "admin" }),
        })
        {
            using var refused = await admin.SendAsync(method, path + rest, body, Cancel);
            await ProblemAssert.IsAsync(403, "permission_denied", refused);
        }

        await admin.ChangeRoleAsync(group, member.UserId, "viewer", Cancel);
        await admin.RemoveParticipantAsync(group, member.UserId, Cancel);
        await admin.AddParticipantAsync(group, new ParticipantBody(member.UserId), Cancel);
        Assert.Equal(("owner", "admin"), (await RoleAsync(ann, group), await RoleAsync(other, group)));
        Assert.Equal("member", await RoleAsync(member, group));
    }

    [Fact]
    [Trait("Requirement", "CNV-02")]
    public async Task Comings_AtOnce_AreOne_AndLeavingAgainIsNothing()
    {
        using var ann = Chat.NewUser();
        using var bob = Chat.NewUser();
        using var agent = Chat.NewAgent(bob.UserId);
        var group = (await ann.CreateGroupAsync([], Cancel)).Id;

        await Task.WhenAll(Enumerable.Range(0, 10).Select(
            _ => ann.AddParticipantAsync(group, new ParticipantBody(bob.UserId), Cancel)));
        await ann.AddParticipantAsync(group, new ParticipantBody(agent.UserId, "agent"), Cancel);
        await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => ann.SendAsync(
            "DELETE", $"/v1/conversations/{group}/participants/user/{bob.UserId}", null, Cancel)));

        var view = await agent.ConversationAsync(group, Cancel);
        Assert.Equal([$"agent {agent.UserId}", $"user {ann.UserId}"], view.Participants!.Select(one => $"{one.Type} {one.Id}").Order());
        Assert.Equal(2, view.ParticipantCount);
        var kinds = (await ann.LogAsync(group, 0, Cancel)).Kinds;
        Assert.Equal((3, 1), (kinds.Count(kind => kind == "participant.joined"), kinds.Count(kind => kind == "participant.left")));
    }

    [Fact]
    [Trait("Requirement", "RST-31")]
    public async Task WhoComesBack_ReadsEverything_AndHasNothingUnread()
    {
        using var ann = Chat.NewUser();
        using var bob = Chat.NewUser();
        var group = (await ann.CreateGroupAsync([bob], Cancel)).Id;
        await ann.SendAsync(group, $"One @{bob.UserId}", Cancel);
        await bob.LeaveAsync(group, Cancel);
        await ann.SendAsync(group, $"Two @{bob.UserId}", Cancel);

        await ann.AddParticipantAsync(group, new ParticipantBody(bob.UserId, "user", "viewer"), Cancel);

        var view = await bob.ConversationAsync(group, Cancel);
        Assert.Equal((0, 0, "viewer"), (view.UnreadCount, view.MentionCount, view.MyRole));
        Assert.Equal([1, 2], (await bob.MessagesAsync(group, "", Cancel)).Items.Select(message => message.Seq));
        Assert.Empty((await bob.MessageAsync(group, 2, Cancel)).Mentions);
        await ann.SendAsync(group, $"Three @{bob.UserId}", Cancel);
        view = await bob.ConversationAsync(group, Cancel);
        Assert.Equal((1, 1), (view.UnreadCount, view.MentionCount));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    [Trait("Requirement", "DLV-13")]
    public async Task OneOfAPair_IsBroughtBackByTheOther(bool byName)
    {
        using var ann = Chat.NewUser();
        using var bob = Chat.NewUser();
        var pair = new NewConversation
        {
            Kind = "direct",
            Participants = [new ParticipantBody(bob.UserId)],
            ExternalId = byName ? $"{ann.UserId}_{bob.UserId}" : null,
        };
        var direct = (await ann.CreateConversationAsync(pair, Cancel)).Id;
        await bob.LeaveAsync(direct, Cancel);
        await ann.SendAsync(direct, "Are you there?", Cancel);

        var again = await ann.CreateConversationAsync(pair, Cancel);

        Assert.Equal((direct, 2), (again.Id, again.ParticipantCount));
        Assert.All(again.Participants!, one => Assert.Equal("owner", one.Role));
        Assert.Equal(["Are you there?"], (await bob.MessagesAsync(direct, "", Cancel)).Items.Select(message => message.Content));
        var kinds = (await bob.LogAsync(direct, 0, Cancel)).Kinds;
        Assert.Equal((3, 1), (kinds.Count(kind => kind == "participant.joined"), kinds.Count(kind => kind == "participant.left")));
    }

    [Fact]
    [Trait("Requirement", "RST-32")]
    public async Task Removed_InTheMiddleOfWriting_WritesNothingAfter()
    {
        using var ann = Chat.NewUser();
        using var bob = Chat.NewUser();
        var group = (await ann.CreateGroupAsync([bob], Cancel)).Id;
        var path = $"/v1/conversations/{group}/messages";

        var writing = Task.WhenAll(Enumerable.Range(0, 30).Select(n => bob.SendAsync("POST", path, new NewMessage($"{n}"), Cancel)));
        await ann.RemoveParticipantAsync(group, bob.UserId, Cancel);
        var answers = await writing;

        var log = await ann.LogAsync(group, 0, Cancel);
        Assert.DoesNotContain("message.created", log.Kinds.SkipWhile(kind => kind != "participant.left"));
        Assert.Equal(log.Kinds.Count(kind => kind == "message.created"), answers.Count(answer => (int)answer.StatusCode == 201));
        foreach (var refused in answers.Where(answer => (int)answer.StatusCode != 201))
            await ProblemAssert.IsAsync(404, "not_found", refused);
        foreach (var answer in answers)
            answer.Dispose();
    }

    private async Task<string?> RoleAsync(ChatClient user, Guid group) => (await user.ConversationAsync(group, Cancel)).MyRole;
}
