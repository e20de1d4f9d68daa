using System.Text.Json;
using Chat.Contracts.Conversations.V1;
using Chat.Contracts.Errors;
using Chat.Tests.Infrastructure;
using Grpc.Core;
using Grpc.Net.Client;

namespace Chat.Tests.Permissions;

/// <summary>What an owner overrides in a conversation holds for everybody else, and is told to everybody.</summary>
[Trait("Requirement", "SEC-07")]
[Trait("Requirement", "FUT-08")]
public sealed class OverrideTests(SharedApplication chat) : SystemTest(chat)
{
    private GrpcChannel _channel = null!;
    private ConversationChangeService.ConversationChangeServiceClient _changes = null!;

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        _channel = Chat.Grpc("conversations");
        _changes = new ConversationChangeService.ConversationChangeServiceClient(_channel);
    }

    public override ValueTask DisposeAsync()
    {
        _channel.Dispose();
        return base.DisposeAsync();
    }

    [Fact]
    public async Task Change_IsInTheConversation_TheLogAndTheAuditTrail()
    {
        using var ann = Chat.NewUser();
        using var bob = Chat.NewUser();
        using var admin = Chat.As(new Claims($"admin-{Guid.NewGuid():N}") { Roles = ["admin"] });
        var group = (await ann.CreateGroupAsync([bob], Cancel)).Id;

        var changed = await ann.UpdateConversationAsync(group, Overrides(("send", "admin"), ("pin", "owner")), Cancel);
        var lifted = await ann.UpdateConversationAsync(group, Overrides(("pin", "owner")), Cancel);

        Assert.Equal([("pin", "owner"), ("send", "admin")], Of(changed));
        Assert.Equal([("pin", "owner")], Of(lifted));
        var entries = (await bob.LogAsync(group, 0, Cancel)).Items.Where(IsChange).ToList();
        Assert.Equal(
            ["""{"send":"admin","pin":"owner"}""", """{"pin":"owner"}"""],
            entries.Select(entry => entry.GetProperty("permissionOverrides").GetRawText()), new SameJson());
        Assert.All(entries, entry => Assert.Equal("""["permissionOverrides"]""", entry.GetProperty("changed").GetRawText()));
        Assert.All(entries, entry => Assert.Equal(ann.UserId, entry.GetProperty("actor").GetProperty("id").GetString()));
        var trail = await admin.ReadAsync<JsonElement>($"/v1/conversations/{group}/audit", Cancel);
        var record = trail.GetProperty("items").EnumerateArray()
            .Last(one => one.GetProperty("action").GetString() == "conversation.changed");
        Assert.Contains("send", record.GetProperty("before").ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("send", record.GetProperty("after").ToString(), StringComparison.Ordinal);
        Assert.Contains("owner", record.GetProperty("after").ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Overrides_StayThroughEverythingElse_UntilTheyAreLifted()
    {
        using var ann = Chat.NewUser();
        using var bob = Chat.NewUser();
        var group = (await ann.CreateGroupAsync([bob], Cancel)).Id;
        await ann.UpdateConversationAsync(group, Overrides(("send", "admin")), Cancel);

        await ann.UpdateConversationAsync(group, new { title = "News", tags = new[] { "a" } }, Cancel);
        await ann.SendAsync(group, "Hello", Cancel);
        foreach (var verb in new[] { "archive", "reopen", "clear" })
            await ann.ActAsync(group, verb, Cancel);
        await ann.DeleteConversationAsync(group, Cancel);
        await ann.ActAsync(group, "restore", Cancel);

        var listed = Assert.Single((await bob.ConversationsAsync("", Cancel)).Items);
        var conversations = new ConversationService.ConversationServiceClient(_channel);
        var called = await conversations.GetAsync(new() { ConversationId = $"{group}" }, As(bob));
        Assert.Equal([("send", "admin")], Of(listed));
        Assert.Equal("admin", called.PermissionOverrides["send"]);
        var bare = await ann.UpdateConversationAsync(
            group, JsonSerializer.Deserialize<JsonElement>("""{"permissionOverrides":null}"""), Cancel);
        Assert.Null(bare.PermissionOverrides);
        await bob.SendAsync(group, "At last", Cancel);
    }

    [Fact]
    public async Task Override_ThatSaysWhatIsSoAnyway_IsNone()
    {
        using var ann = Chat.NewUser();
        var group = (await ann.CreateGroupAsync([], Cancel)).Id;
        var head = (await ann.LogAsync(group, 0, Cancel)).HeadOffset;

        var view = await ann.UpdateConversationAsync(group, Overrides(("send", "member"), ("addParticipants", "admin")), Cancel);
        var empty = await ann.UpdateConversationAsync(group, Overrides(), Cancel);

        Assert.Null(view.PermissionOverrides);
        Assert.Null(empty.PermissionOverrides);
        Assert.Equal(head, (await ann.LogAsync(group, 0, Cancel)).HeadOffset);
        await ann.UpdateConversationAsync(group, Overrides(("send", "owner"), ("pin", "member")), Cancel);
        var again = await ann.UpdateConversationAsync(group, Overrides(("send", "owner")), Cancel);
        Assert.Equal([("send", "owner")], Of(again));
        Assert.Equal(head + 1, again.HeadOffset);
    }

    [Fact]
    public async Task DirectConversation_HasNone()
    {
        using var ann = Chat.NewUser();
        using var bob = Chat.NewUser();
        var pair = await ann.CreateConversationAsync(new NewConversation { Participants = [new ParticipantBody(bob.UserId)] }, Cancel);
        Assert.Equal("direct", pair.Kind);

        using var refused = await ann.SendAsync("PATCH", $"/v1/conversations/{pair.Id}", Overrides(("send", "owner")), Cancel);
        var called = await GrpcCalls.RefusedAsync(
            StatusCode.FailedPrecondition, ErrorCodes.WrongState, () => UpdateAsync(bob, pair.Id, ("react", "admin")));
        var kept = await ann.UpdateConversationAsync(pair.Id, Overrides(), Cancel);

        await ProblemAssert.IsAsync(409, "wrong_state", refused);
        Assert.NotEmpty(called.Message);
        Assert.Null(kept.PermissionOverrides);
    }

    [Fact]
    public async Task Change_ByWhoIsNoOwner_IsRefusedOverGrpcToo()
    {
        using var cast = new Cast(Chat);
        await cast.BeginAsync(Cancel);
        using var admin = Chat.As(new Claims($"admin-{Guid.NewGuid():N}") { Roles = ["admin"] });

        foreach (var who in new[] { "admin", "member", "viewer", "agent" })
            await GrpcCalls.RefusedAsync(
                StatusCode.PermissionDenied, ErrorCodes.PermissionDenied,
                () => UpdateAsync(cast[who], cast.Conversation, ("addParticipants", "member")));
        foreach (var stranger in new[] { cast["stranger"], cast["namesake"], admin })
            await GrpcCalls.RefusedAsync(
                StatusCode.NotFound, ErrorCodes.NotFound, () => UpdateAsync(stranger, cast.Conversation, ("send", "member")));

        Assert.Null((await cast["owner"].ConversationAsync(cast.Conversation, Cancel)).PermissionOverrides);
        await UpdateAsync(cast["owner"], cast.Conversation, ("addParticipants", "member"));
        Assert.Equal(
            [("addParticipants", "member")], Of(await cast["viewer"].ConversationAsync(cast.Conversation, Cancel)));
    }

    [Fact]
    [Trait("Requirement", "ERR-07")]
    public async Task Fields_ThatAreWrong_AreNamedTogether_HoweverManyAndLong()
    {
        using var ann = Chat.NewUser();
        var group = (await ann.CreateGroupAsync([], Cancel)).Id;
        var unknown = Enumerable.Range(0, 500).Select(n => (new string('x', 1_000) + n, "owner"));

        var detail = await GrpcCalls.RefusedAsync(
            StatusCode.InvalidArgument, ErrorCodes.ValidationFailed,
            () => UpdateAsync(ann, group, [.. unknown, ("send", "viewer"), ("pin", ""), ("react", "owner")]));

        Assert.Equal(
            [("permissionOverrides", "invalid"), ("permissionOverrides.pin", "invalid"), ("permissionOverrides.send", "invalid")],
            detail.Fields.Select(field => (field.Field, field.Code)));
        Assert.Contains("addParticipants, createThread", detail.Fields[0].Message, StringComparison.Ordinal);
        Assert.Null((await ann.ConversationAsync(group, Cancel)).PermissionOverrides);
    }

    private async Task UpdateAsync(ChatClient user, Guid conversation, params (string Name, string Role)[] overrides)
    {
        var request = new UpdateConversationRequest { ConversationId = $"{conversation}", ReplacePermissionOverrides = true };
        foreach (var (name, role) in overrides)
            request.PermissionOverrides.Add(name, role);
        await _changes.UpdateAsync(request, As(user));
    }

    private CallOptions As(ChatClient user) => GrpcCalls.As(user.Token, Cancel);

    private static object Overrides(params (string Name, string Role)[] overrides) =>
        new { permissionOverrides = overrides.ToDictionary(one => one.Name, one => one.Role) };

    private static IEnumerable<(string, string)> Of(ConversationView view) =>
        view.PermissionOverrides!.Select(one => (one.Key, one.Value)).Order();

    private static bool IsChange(JsonElement entry) => entry.GetProperty("kind").GetString() == "conversation.changed";

    /// <summary>Objects are the same in whatever order their fields stand.</summary>
    private sealed class SameJson : IEqualityComparer<string>
    {
        public bool Equals(string? x, string? y) =>
            JsonElement.DeepEquals(JsonSerializer.Deserialize<JsonElement>(x!), JsonSerializer.Deserialize<JsonElement>(y!));

        public int GetHashCode(string obj) => 0;
    }
}
