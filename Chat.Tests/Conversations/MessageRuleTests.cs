using System.Text.Json;
using Chat.Tests.Infrastructure;

namespace Chat.Tests.Conversations;

/// <summary>The rules of messages: what they said before, what is put on them, and sending them once.</summary>
public sealed class MessageRuleTests(SharedApplication chat) : SystemTest(chat)
{
    /// <summary>What the tombstone of a message says of it.</summary>
    private static readonly string[] s_ofTombstone =
    [
        "id", "conversationId", "seq", "role", "type", "senderId", "senderType", "createdAt", "version", "editedAt", "updatedBy",
        "deletedAt", "deletedBy", "parentId", "threadId",
    ];

    [Fact]
    [Trait("Requirement", "FUT-06")]
    public async Task Versions_TellWhatWasSaidByWhom()
    {
        using var ann = Chat.NewUser();
        using var bob = Chat.NewUser();
        var group = (await ann.CreateGroupAsync([bob], Cancel)).Id;
        var sent = await bob.SendAsync(group, new NewMessage("one") { Attachments = ["document:1"] }, Cancel);
        await bob.EditAsync(group, sent.Message.Id, new { content = "two" }, Cancel);
        await bob.EditAsync(group, sent.Message.Id, new { content = "two" }, Cancel);
        var edited = await ann.EditAsync(group, sent.Message.Id, new { content = "three", attachments = new[] { "document:2" } }, Cancel);

        var versions = await ann.ReadAsync<JsonElement>($"/v1/conversations/{group}/messages/1/versions", Cancel);

        Assert.Equal((3, bob.UserId, new PrincipalView(ann.UserId)), (edited.Version, edited.SenderId, edited.UpdatedBy));
        Assert.True(edited.EditedAt > edited.CreatedAt);
        Assert.Equal(
            [$"1 one document:1 {bob.UserId}", $"2 two document:1 {bob.UserId}", $"3 three document:2 {ann.UserId}"],
            versions.GetProperty("items").EnumerateArray().Select(one =>
                $"{one.GetProperty("version")} {one.GetProperty("content")} {one.GetProperty("attachments")[0]} "
                + one.GetProperty("writtenBy").GetProperty("id")));
    }

    [Fact]
    [Trait("Requirement", "FUT-06")]
    [Trait("Requirement", "C-23")]
    public async Task Edits_OfOneVersion_AreOneEdit()
    {
        using var ann = Chat.NewUser();
        var group = (await ann.CreateGroupAsync([], Cancel)).Id;
        var sent = await ann.SendAsync(group, "first", Cancel);
        var path = $"/v1/conversations/{group}/messages/{sent.Id}";

        var answers = await Task.WhenAll(Enumerable.Range(0, 10).Select(
            n => ann.SendAsync("PATCH", path, new { content = $"edit {n}", version = 1 }, Cancel)));

        Assert.Single(answers, answer => answer.IsSuccessStatusCode);
        foreach (var refused in answers.Where(answer => !answer.IsSuccessStatusCode))
            await ProblemAssert.IsAsync(409, "version_conflict", refused);
        Assert.Equal(2, (await ann.MessageAsync(group, sent.Id, Cancel)).Version);
        Assert.Single((await ann.LogAsync(group, 0, Cancel)).Kinds, kind => kind == "message.edited");
        Assert.Equal(3, (await ann.EditAsync(group, sent.Id, new { content = "whatever it was" }, Cancel)).Version);
        foreach (var answer in answers)
            answer.Dispose();
    }

    [Fact]
    [Trait("Requirement", "FUT-06")]
    [Trait("Requirement", "C-14")]
    public async Task Tombstone_KeepsThePlaceAndNothingElse()
    {
        using var ann = Chat.NewUser();
        using var bob = Chat.NewUser();
        var group = (await ann.CreateGroupAsync([bob], Cancel)).Id;
        var secret = $"secret{Guid.NewGuid():N}";
        await ann.SendAsync(group, new NewMessage($"{secret} @{bob.UserId}")
        {
            Attachments = [$"document:{secret}"], Metadata = new { secret },
        }, Cancel);
        await bob.SendAsync(group, new NewMessage("A reply") { ParentId = "1" }, Cancel);
        await ann.EditAsync(group, 1, new { content = $"{secret} again" }, Cancel);
        await bob.ReactAsync(group, 1, "👍", Cancel);
        await ann.PinAsync(group, 1, Cancel);

        var deleted = await ann.DeleteMessageAsync(group, 1, Cancel);
        var again = await ann.DeleteMessageAsync(group, 1, Cancel);

        Assert.Equal((1, new PrincipalView(ann.UserId), deleted.DeletedAt), (deleted.Seq, deleted.DeletedBy, again.DeletedAt));
        Assert.NotNull(deleted.DeletedAt);
        Assert.Equal([2], (await bob.MessagesAsync(group, "", Cancel)).Items.Select(message => message.Seq));
        var log = await bob.LogAsync(group, 0, Cancel);
        Assert.Single(log.Kinds, kind => kind == "message.deleted");
        var kept = log.Items.First(entry => entry.GetProperty("kind").GetString() == "message.created").GetProperty("message");
        Assert.Equal((1, deleted.Id), (kept.GetProperty("seq").GetInt64(), kept.GetProperty("id").GetGuid()));
        // Who wrote it, when, and that it is gone.
        Assert.All(kept.EnumerateObject(), field => Assert.True(s_ofTombstone.Contains(field.Name) || IsEmpty(field.Value), $"{field}"));
        Assert.True(kept.TryGetProperty("deletedAt", out _));
        using var gone = await bob.GetAsync($"/chat/messages/{deleted.Id}", Cancel);
        await ProblemAssert.IsAsync(404, "not_found", gone);
        await AssertNowhereAsync(bob, group, deleted.Id, secret);
        foreach (var (method, rest, body) in new (string, string, object?)[]
        {
            ("PATCH", "", new { content = "back" }), ("PUT", "/reactions/x", null), ("PUT", "/pin", null),
        })
        {
            using var late = await ann.SendAsync(method, $"/v1/conversations/{group}/messages/1{rest}", body, Cancel);
            await ProblemAssert.IsAsync(404, "not_found", late);
        }
    }

    [Fact]
    [Trait("Requirement", "FUT-01")]
    public async Task Reactions_OfManyAtOnce_AreCountedOnce()
    {
        using var ann = Chat.NewUser();
        var people = Enumerable.Range(0, 8).Select(_ => Chat.NewUser()).ToList();
        var group = (await ann.CreateGroupAsync(people, Cancel)).Id;
        var message = await ann.SendAsync(group, "Vote", Cancel);

        await Task.WhenAll(people.Concat(people).Concat(people).Select(one => one.ReactAsync(group, message.Id, "👍", Cancel)));
        await people[0].ReactAsync(group, message.Id, "🎉", Cancel);
        await Task.WhenAll(people.Take(3).Concat(people.Take(3)).Select(one => one.UnreactAsync(group, message.Id, "👍", Cancel)));

        Assert.Equal(
            new HashSet<ReactionView> { new("👍", 5, false), new("🎉", 1, true) },
            (await people[0].MessageAsync(group, message.Id, Cancel)).Reactions.ToHashSet());
        Assert.Equal(
            new HashSet<ReactionView> { new("👍", 5, true), new("🎉", 1, false) },
            (await people[7].MessageAsync(group, message.Id, Cancel)).Reactions.ToHashSet());
        Assert.Equal(8 + 1 + 3, (await ann.LogAsync(group, 0, Cancel)).Kinds.Count(kind => kind == "reaction.changed"));
        people.ForEach(one => one.Dispose());
    }

    [Fact]
    [Trait("Requirement", "FUT-16")]
    public async Task Pins_AreListedToldOnceAndGoWithTheMessage()
    {
        using var ann = Chat.NewUser();
        using var bob = Chat.NewUser();
        using var viewer = Chat.NewUser();
        var group = (await ann.CreateGroupAsync([bob], Cancel)).Id;
        await ann.AddParticipantAsync(group, new ParticipantBody(viewer.UserId, "user", "viewer"), Cancel);
        for (var i = 1; i <= 4; i++)
            await ann.SendAsync(group, $"message {i}", Cancel);

        await Task.WhenAll(Enumerable.Repeat(2, 5).Select(seq => bob.PinAsync(group, seq, Cancel)));
        await ann.PinAsync(group, 3, Cancel);
        await ann.PinAsync(group, 4, Cancel);
        await bob.UnpinAsync(group, 3, Cancel);
        using var refused = await viewer.SendAsync("PUT", $"/v1/conversations/{group}/messages/1/pin", null, Cancel);

        await ProblemAssert.IsAsync(403, "permission_denied", refused);
        Assert.Equal([2, 4], await PinsAsync(viewer, group));
        Assert.Equal(new PrincipalView(bob.UserId), (await ann.MessageAsync(group, 2, Cancel)).PinnedBy);
        Assert.Equal(4, (await ann.LogAsync(group, 0, Cancel)).Kinds.Count(kind => kind == "pin.changed"));
        await ann.DeleteMessageAsync(group, 4, Cancel);
        Assert.Equal([2], await PinsAsync(viewer, group));
    }

    [Fact]
    [Trait("Requirement", "DAT-01")]
    public async Task Sends_WithOneClientId_AreOneMessage()
    {
        using var ann = Chat.NewUser();
        using var bob = Chat.NewUser();
        var group = (await ann.CreateGroupAsync([bob], Cancel)).Id;
        var message = new NewMessage("Once") { ClientId = "key" };

        var sent = await Task.WhenAll(Enumerable.Range(0, 25).Select(_ => ann.SendAsync(group, message, Cancel)));
        var other = await bob.SendAsync(group, message, Cancel);
        await ann.EditAsync(group, 1, new { content = "Edited" }, Cancel);
        var late = await ann.SendAsync(group, message, Cancel);
        await ann.DeleteMessageAsync(group, 1, Cancel);
        var later = await ann.SendAsync(group, message, Cancel);
        await ann.ActAsync(group, "clear", Cancel);
        var last = await ann.SendAsync(group, message, Cancel);
        var theirs = await bob.SendAsync(group, message, Cancel);

        var one = Assert.Single(sent.Concat([late, later, last]).Select(answer => (answer.Message.Id, answer.Message.Seq)).Distinct());
        Assert.Equal((1, 2), (one.Seq, other.Message.Seq));
        Assert.Equal(2, (await ann.LogAsync(group, 0, Cancel)).Kinds.Count(kind => kind == "message.created"));
        Assert.Equal((0, 2), (await CountAsync(ann, group), (await ann.ConversationAsync(group, Cancel)).LastSeq));
        Assert.Equal(("Edited", null, null), (late.Message.Content, later.Message.Content, theirs.Message.Content));
        Assert.Equal(other.Message.Id, theirs.Message.Id);
    }

    [Fact]
    public async Task SameClientId_WithAnythingElse_IsRefused()
    {
        using var ann = Chat.NewUser();
        using var bob = Chat.NewUser();
        var group = (await ann.CreateGroupAsync([bob], Cancel)).Id;
        await ann.SendAsync(group, "Parent", Cancel);
        var message = new NewMessage("Once") { ClientId = "key" };
        await ann.SendAsync(group, message, Cancel);

        foreach (var other in new[]
        {
            message with { Content = "once" }, message with { Attachments = ["document:1"] }, message with { Type = "image" },
            message with { Role = "system" }, message with { ParentId = "1" }, message with { Metadata = new { a = 1 } },
            message with { Mentions = [new PrincipalView(bob.UserId)] },
        })
        {
            using var refused = await ann.SendAsync("POST", $"/v1/conversations/{group}/messages", other, Cancel);
            await ProblemAssert.IsAsync(422, "idempotency_conflict", refused);
        }

        Assert.Equal(2, (await ann.ConversationAsync(group, Cancel)).LastSeq);
    }

    /// <summary>The text is in no read that a participant can make.</summary>
    private static bool IsEmpty(JsonElement value) => value.ValueKind is JsonValueKind.Null
        || (value.ValueKind == JsonValueKind.Array && value.GetArrayLength() == 0);

    private async Task AssertNowhereAsync(ChatClient reader, Guid group, Guid message, string text)
    {
        string[] paths =
        [
            "", "/messages", "/messages/recent", "/messages/1", $"/messages/{message}", "/messages/1/versions", "/messages/1/replies",
            "/messages/2", "/pins", "/log", "/messages?withAttachments=true",
        ];
        foreach (var path in paths)
        {
            using var response = await reader.GetAsync($"/v1/conversations/{group}{path}", Cancel);
            Assert.DoesNotContain(text, await response.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
        }

        Assert.Empty((await reader.SearchAsync(text, Cancel)).Items);
        Assert.Empty(await PinsAsync(reader, group));
        Assert.Equal(0, (await reader.ConversationAsync(group, Cancel)).MentionCount);
    }

    private async Task<IEnumerable<long>> PinsAsync(ChatClient user, Guid group) =>
        (await user.ReadAsync<MessagePage>($"/v1/conversations/{group}/pins", Cancel)).Items.Select(message => message.Seq).Order();

    private async Task<long> CountAsync(ChatClient user, Guid group) =>
        (await user.ReadAsync<JsonElement>($"/v1/conversations/{group}/messages/count", Cancel)).GetProperty("count").GetInt64();
}
