using System.Text.Json;
using Chat.Tests.Infrastructure;

namespace Chat.Tests.Gateway;

/// <summary>What the routes of conversations answer, in its whole form.</summary>
[Trait("Requirement", "RST-46")]
[Trait("Requirement", "CNV-01")]
public sealed class ConversationRouteTests(SharedApplication chat) : SystemTest(chat)
{
    [Fact]
    [Trait("Requirement", "RST-04")]
    public async Task Create_WithEverything_ComesBackAsItWas()
    {
        using var ann = Chat.NewUser();
        using var bob = Chat.NewUser();
        var body = new NewConversation
        {
            Kind = "group", Channel = "email", Title = "Plans", Description = "For the trip", Tags = ["a", "b"],
            Metadata = new { place = "Rome" }, Participants = [new ParticipantBody(bob.UserId, "user", "admin")], ClientId = "key",
        };

        using var response = await ann.SendAsync("POST", "/v1/conversations", body, Cancel);
        using var again = await ann.SendAsync("POST", "/v1/conversations", body, Cancel);

        await ProblemAssert.StatusAsync(201, response);
        await ProblemAssert.StatusAsync(200, again);
        Assert.Equal(response.Headers.Location, again.Headers.Location);
        var read = await bob.ReadAsync<ConversationView>(response.Headers.Location!.ToString(), Cancel);
        Assert.Equal(("group", "email", "active"), (read.Kind, read.Channel, read.Status));
        Assert.Equal(("Plans", "For the trip", "admin"), (read.Title, read.Description, read.MyRole));
        Assert.Equal(["a", "b"], read.Tags);
        Assert.Equal("""{"place":"Rome"}""", JsonSerializer.Serialize(read.Metadata));
        Assert.Equal((2, 2, 0m), (read.ParticipantCount, read.Participants!.Count, read.TotalCost));
    }

    [Fact]
    [Trait("Requirement", "RST-06")]
    public async Task Update_ChangesWhatIsGivenAndRemovesWhatIsNull()
    {
        using var ann = Chat.NewUser();
        var made = await ann.CreateConversationAsync(
            new NewConversation { Kind = "group", Title = "One", Description = "Text", Tags = ["a"], Metadata = new { a = 1 } }, Cancel);

        var titled = await ann.UpdateConversationAsync(made.Id, new { title = "Two" }, Cancel);
        var bare = await ann.UpdateConversationAsync(
            made.Id, JsonSerializer.Deserialize<JsonElement>("""{"description":null,"tags":null,"metadata":null}"""), Cancel);

        Assert.Equal(("Two", "Text", "a"), (titled.Title, titled.Description, titled.Tags.Single()));
        Assert.Equal(("Two", null), (bare.Title, bare.Description));
        Assert.Empty(bare.Tags);
        Assert.Null(bare.Metadata);
        Assert.Equal(new PrincipalView(ann.UserId), bare.UpdatedBy);
    }

    [Fact]
    [Trait("Requirement", "CNV-03")]
    [Trait("Requirement", "RST-33")]
    [Trait("Requirement", "RST-34")]
    public async Task Lifecycle_FromActiveToPurged_IsLogged()
    {
        using var ann = Chat.NewUser();
        var made = await ann.CreateGroupAsync([], Cancel);
        await ann.SendAsync(made.Id, "Hello", Cancel);

        Assert.Equal("archived", (await ann.ActAsync(made.Id, "archive", Cancel)).Status);
        Assert.Equal("active", (await ann.ActAsync(made.Id, "reopen", Cancel)).Status);
        Assert.Equal("closed", (await ann.ActAsync(made.Id, "close", Cancel)).Status);
        using var late = await ann.SendAsync("POST", $"/v1/conversations/{made.Id}/messages", new NewMessage("Late"), Cancel);
        await ProblemAssert.IsAsync(409, "conversation_closed", late);
        var cleared = await ann.ActAsync(made.Id, "clear", Cancel);
        Assert.Equal((0, 1, 1), (cleared.MessageCount, cleared.LastSeq, cleared.ClearedSeq));
        var log = await ann.LogAsync(made.Id, 0, Cancel);
        Assert.Equal(log.HeadOffset, log.Offsets[^1]);
        Assert.Contains("conversation.changed", log.Kinds);
        Assert.Equal("conversation.cleared", log.Kinds[^1]);

        using var early = await ann.SendAsync("POST", $"/v1/conversations/{made.Id}/purge", null, Cancel);
        await ProblemAssert.IsAsync(409, "wrong_state", early);
        Assert.NotNull((await ann.DeleteConversationAsync(made.Id, Cancel)).DeletedAt);
        Assert.Null((await ann.ActAsync(made.Id, "restore", Cancel)).DeletedAt);
        await ann.DeleteConversationAsync(made.Id, Cancel);
        var purged = await ann.CallAsync<JsonElement>("POST", $"/v1/conversations/{made.Id}/purge", null, Cancel);
        Assert.True(purged.GetProperty("logEntries").GetInt64() > 0);
    }

    [Fact]
    [Trait("Requirement", "CNV-02")]
    [Trait("Requirement", "RST-31")]
    [Trait("Requirement", "RST-32")]
    public async Task Participants_AreAddedChangedAndRemoved()
    {
        using var ann = Chat.NewUser();
        using var bob = Chat.NewUser();
        var made = await ann.CreateGroupAsync([], Cancel);

        await ann.AddParticipantAsync(made.Id, new ParticipantBody(bob.UserId), Cancel);
        await ann.ChangeRoleAsync(made.Id, bob.UserId, "admin", Cancel);
        var listed = await bob.ReadAsync<JsonElement>($"/v1/conversations/{made.Id}/participants", Cancel);
        await bob.LeaveAsync(made.Id, Cancel);
        using var gone = await bob.GetAsync($"/v1/conversations/{made.Id}", Cancel);

        Assert.Equal(
            new[] { $"{ann.UserId} owner", $"{bob.UserId} admin" }.Order(),
            listed.GetProperty("items").EnumerateArray()
                .Select(one => $"{one.GetProperty("id").GetString()} {one.GetProperty("role").GetString()}").Order());
        await ProblemAssert.IsAsync(404, "not_found", gone);
        Assert.Equal("participant.left", (await ann.LogAsync(made.Id, 0, Cancel)).Kinds[^1]);
    }

    [Fact]
    [Trait("Requirement", "AGT-02")]
    [Trait("Requirement", "AGT-03")]
    public async Task AgentsConversation_IsMadeOnce()
    {
        using var agent = Chat.NewAgent();
        using var ann = Chat.NewUser();
        const string Path = "/v1/agents/me/conversation";

        using var first = await agent.SendAsync("POST", Path, null, Cancel);
        using var again = await agent.SendAsync("POST", Path, new { title = "Mine" }, Cancel);
        using var user = await ann.SendAsync("POST", Path, null, Cancel);

        await ProblemAssert.StatusAsync(201, first);
        await ProblemAssert.StatusAsync(200, again);
        Assert.Equal(first.Headers.Location, again.Headers.Location);
        await ProblemAssert.IsAsync(403, "permission_denied", user);
    }

    [Fact]
    [Trait("Requirement", "CNV-04")]
    public async Task List_FiltersByEverything()
    {
        using var ann = Chat.NewUser();
        using var bob = Chat.NewUser();
        var trip = await ann.CreateConversationAsync(
            new NewConversation
            {
                Kind = "group", Channel = "email", Title = "Journey to Rome", Tags = ["a", "b"], Participants = [new(bob.UserId)],
            },
            Cancel);
        var other = await ann.CreateGroupAsync([], Cancel);
        await ann.ActAsync(other.Id, "archive", Cancel);

        foreach (var query in new[]
        {
            "", "kind=group", "channel=email", "tag=a&tag=b", $"participant=user:{bob.UserId}", "q=journey", "status=active",
        })
            Assert.Equal([trip.Id], (await ann.ConversationsAsync($"?{query}", Cancel)).Items.Select(one => one.Id));
        Assert.Equal(2, (await ann.ConversationsAsync("?status=any", Cancel)).Items.Count);
        Assert.Equal([other.Id], (await ann.ConversationsAsync("?status=archived", Cancel)).Items.Select(one => one.Id));
        Assert.Empty((await ann.ConversationsAsync("?tag=a&tag=c", Cancel)).Items);
        Assert.Empty((await ann.ConversationsAsync("?deleted=true", Cancel)).Items);
    }

    [Fact]
    [Trait("Requirement", "CST-01")]
    [Trait("Requirement", "RST-35")]
    public async Task Usage_AndSummary_AreReachable()
    {
        using var ann = Chat.NewUser();
        var asked = await ann.AskAsync(Prompts.Short, Cancel);
        await ann.EndOfAsync(asked.JobId, Cancel);

        var usage = await ann.ReadAsync<JsonElement>($"/v1/conversations/{asked.ConversationId}/usage", Cancel);
        using var summary = await ann.SendAsync("POST", $"/v1/conversations/{asked.ConversationId}/summary", null, Cancel);

        Assert.Equal(asked.JobId, usage.GetProperty("items")[0].GetProperty("jobId").GetGuid());
        Assert.Equal(
            (await ann.ConversationAsync(asked.ConversationId, Cancel)).TotalTokens,
            usage.GetProperty("total").GetProperty("totalTokens").GetInt64());
        await ProblemAssert.StatusAsync(202, summary);
        var job = await ann.ReadAsync<JobView>(summary.Headers.Location!.ToString(), Cancel);
        Assert.Equal("summary", job.Kind);
        await ann.EndOfAsync(job.Id, Cancel);
    }

    [Fact]
    [Trait("Requirement", "AUD-01")]
    public async Task Audit_IsForAdmins()
    {
        using var ann = Chat.NewUser();
        using var admin = Chat.As(new Claims("the-admin") { Roles = ["admin"] });
        var made = await ann.CreateGroupAsync([], Cancel);
        await ann.SendAsync(made.Id, "Secret", Cancel);

        using var refused = await ann.GetAsync($"/v1/conversations/{made.Id}/audit", Cancel);
        var trail = await admin.ReadAsync<JsonElement>($"/v1/conversations/{made.Id}/audit", Cancel);

        await ProblemAssert.IsAsync(403, "permission_denied", refused);
        var records = trail.GetProperty("items").EnumerateArray().ToList();
        Assert.Equal(Enumerable.Range(1, records.Count), records.Select(record => record.GetProperty("number").GetInt32()));
        Assert.Equal(
            records.SkipLast(1).Select(record => record.GetProperty("hash").GetString()),
            records.Skip(1).Select(record => record.GetProperty("previousHash").GetString()));
        Assert.DoesNotContain("Secret", trail.ToString(), StringComparison.Ordinal);
    }
}
