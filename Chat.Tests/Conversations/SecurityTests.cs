using System.Text.Json;
using Chat.Contracts.Errors;
using Chat.Contracts.Rooms;
using Chat.Tests.Infrastructure;
using Grpc.Core;

namespace Chat.Tests.Conversations;

/// <summary>Text is only text, who acts is in the token, administrators' looks are on record, and refusals tell no insides.</summary>
public sealed class SecurityTests(SharedApplication chat) : SystemTest(chat, TimeSpan.FromMinutes(2))
{
    /// <summary>From the cheat sheets of OWASP on cross-site scripting and injection.</summary>
    public static TheoryData<string> Payloads =>
    [
        "<script>alert(document.cookie)</script>", "<IMG SRC=\"javascript:alert('XSS');\">", "<svg/onload=alert(1)>",
        "\"><img src=x onerror=alert(1)>", "<iframe srcdoc='<script>alert(1)</script>'>", "<a href=\"jav&#x09;ascript:alert(1)\">x</a>",
        "';alert(String.fromCharCode(88,83,83))//", "<body onload=alert('XSS')>", "{{constructor.constructor('alert(1)')()}}",
        "${jndi:ldap://example.com/a}", "&lt;script&gt;alert(1)&lt;/script&gt;", "%3Cscript%3Ealert(1)%3C%2Fscript%3E",
        "'; DROP TABLE messages; --", "' OR '1'='1", "1; UPDATE participants SET role = 'owner'; --", "' UNION SELECT * FROM audit --",
        "\\'; DELETE FROM log; --", "$1 $2 :name @p0 ?", "E'\\x27' || pg_sleep(5) || '", "\u202Egnp.exe", "../../etc/passwd",
        "<!--#exec cmd=\"ls\"-->", "<?xml version=\"1.0\"?><!DOCTYPE a [<!ENTITY b SYSTEM \"file:///etc/hosts\">]><a>&b;</a>",
    ];

    [Theory]
    [MemberData(nameof(Payloads))]
    [Trait("Requirement", "SEC-08")]
    public async Task Text_IsStoredAsSent_AndDoesNothing(string text)
    {
        using var ann = Chat.NewUser();
        var kept = (await ann.CreateGroupAsync([], Cancel)).Id;
        await ann.SendAsync(kept, "Kept", Cancel);
        var made = await ann.CreateConversationAsync(
            new NewConversation { Kind = "group", Title = text, Description = text, Tags = [text[..Math.Min(text.Length, 50)]] }, Cancel);
        await ann.SendAsync(made.Id, new NewMessage(text) { Metadata = new { text } }, Cancel);
        await ann.EditAsync(made.Id, 1, new { content = $"{text} {text}" }, Cancel);
        var thread = await ann.CreateThreadAsync(made.Id, new NewThread(text, Content: text), Cancel);

        using var response = await ann.GetAsync($"/v1/conversations/{made.Id}/messages?includeThreads=true", Cancel);
        var page = JsonSerializer.Deserialize<MessagePage>(await response.Content.ReadAsStringAsync(Cancel), JsonSerializerOptions.Web)!;
        var view = await ann.ConversationAsync(made.Id, Cancel);

        Assert.Equal([$"{text} {text}", text], page.Items.Select(message => message.Content));
        Assert.Equal(text, page.Items[0].Metadata!.Value.GetProperty("text").GetString());
        Assert.Equal((text, text, text), (view.Title, view.Description, thread.Title));
        Assert.Equal("application/json", response.Content.Headers.ContentType?.MediaType);
        Assert.Equal("nosniff", Assert.Single(response.Headers.GetValues("X-Content-Type-Options")));
        Assert.Equal("Kept", Assert.Single((await ann.MessagesAsync(kept, "", Cancel)).Items).Content);
        Assert.Equal(2, (await ann.ConversationsAsync("", Cancel)).Items.Count);
    }

    [Fact]
    [Trait("Requirement", "SEC-04")]
    [Trait("Requirement", "DAT-09")]
    public async Task Identity_OfSomebodyElse_InABody_IsRefusedWhereItWouldSend_AndElseIgnored()
    {
        using var ann = Chat.NewUser();
        using var bob = Chat.NewUser();
        var group = (await ann.CreateGroupAsync([bob], Cancel)).Id;
        var forged = new
        {
            content = "Forged", title = "Forged", kind = "group", senderId = bob.UserId, senderType = "agent", userId = bob.UserId,
            createdBy = bob.UserId, updatedBy = new { id = bob.UserId, type = "user" }, tenant = "elsewhere", org = "elsewhere",
            seq = 77, id = Guid.NewGuid(), version = 1, roles = new[] { "admin" },
        };
        ann.Http.DefaultRequestHeaders.Add("user-id", bob.UserId);
        ann.Http.DefaultRequestHeaders.Add("X-User-Id", bob.UserId);

        using var refused = await ann.PostAsync($"/v1/conversations/{group}/messages?userId={bob.UserId}", forged, Cancel);
        await ProblemAssert.IsAsync(403, "permission_denied", refused);
        var sent = await ann.SendAsync(group, "Mine", Cancel);
        await DoAsync(ann, "PATCH", $"/v1/conversations/{group}/messages/{sent.Id}", forged);
        await DoAsync(ann, "PATCH", $"/v1/conversations/{group}", forged);
        await DoAsync(ann, "POST", "/v1/conversations", forged);

        Assert.All((await ann.MessagesAsync(group, "", Cancel)).Items, message => Assert.Equal(
            (ann.UserId, "user", "user"), (message.SenderId, message.SenderType, message.Role)));
        Assert.All((await ann.ConversationsAsync("", Cancel)).Items, one => Assert.Equal(ann.UserId, one.CreatedBy));
        Assert.All((await ann.LogAsync(group, 0, Cancel)).Items, entry => Assert.Equal(ann.UserId, ActorOf(entry)));
        Assert.Single((await bob.ConversationsAsync("", Cancel)).Items);
    }

    [Fact]
    [Trait("Requirement", "SEC-04")]
    [Trait("Requirement", "GRP-02")]
    public async Task Identity_InACallOfTheRoomsDesign_MustBeTheTokens()
    {
        using var ann = Chat.NewUser();
        using var bob = Chat.NewUser();
        var room = (await ann.CreateGroupAsync([bob], Cancel)).Id.ToString();
        using var channel = Chat.Grpc("conversations");
        var rooms = new ChatService.ChatServiceClient(channel);
        var options = GrpcCalls.As(ann.Token, Cancel);
        options.Headers!.Add("user-id", bob.UserId);

        var sent = await rooms.SendMessageAsync(new SendMessageRequest { RoomId = room, Content = "Hello" }, options);
        var named = await rooms.SendMessageAsync(
            new SendMessageRequest { RoomId = room, SenderId = ann.UserId, Content = "Hello" }, options);

        Assert.Equal((ann.UserId, ann.UserId, "text"), (sent.SenderId, named.SenderId, sent.MessageType));
        foreach (var call in new Func<Task>[]
        {
            async () => await rooms.SendMessageAsync(
                new SendMessageRequest { RoomId = room, SenderId = bob.UserId, Content = "Forged" }, options),
            async () => await rooms.GetMessageHistoryAsync(new GetMessageHistoryRequest { RoomId = room, UserId = bob.UserId }, options),
            async () => await rooms.LeaveRoomAsync(new RoomRequest { RoomId = room, UserId = bob.UserId }, options),
            async () => await rooms.MarkMessageReadAsync(
                new MarkMessageRequest { RoomId = room, UserId = bob.UserId, MessageId = 1 }, options),
        })
            await GrpcCalls.RefusedAsync(StatusCode.PermissionDenied, ErrorCodes.PermissionDenied, call);
        Assert.Equal(2, (await bob.ConversationAsync(Guid.Parse(room), Cancel)).MessageCount);
    }

    [Fact]
    [Trait("Requirement", "DAT-25")]
    public async Task EveryWrite_NamesWhoDidIt()
    {
        using var ann = Chat.NewUser();
        using var bob = Chat.NewUser();
        var made = await ann.CreateGroupAsync([bob], Cancel);
        await ann.ChangeRoleAsync(made.Id, bob.UserId, "admin", Cancel);
        var before = (await ann.LogAsync(made.Id, 0, Cancel)).HeadOffset;
        await ann.SendAsync(made.Id, "Hello", Cancel);
        var edited = await bob.EditAsync(made.Id, 1, new { content = "Edited" }, Cancel);
        await bob.ReactAsync(made.Id, 1, "👍", Cancel);
        var pinned = await bob.PinAsync(made.Id, 1, Cancel);
        var thread = await bob.CreateThreadAsync(made.Id, new NewThread("Talk", "1"), Cancel);
        var deleted = await bob.DeleteMessageAsync(made.Id, 1, Cancel);
        var changed = await bob.UpdateConversationAsync(made.Id, new { title = "New" }, Cancel);

        var bobs = new PrincipalView(bob.UserId);
        Assert.Equal((ann.UserId, bobs), (changed.CreatedBy, changed.UpdatedBy));
        Assert.Equal((ann.UserId, bobs, bobs), (edited.SenderId, edited.UpdatedBy, pinned.PinnedBy));
        Assert.Equal((bobs, bobs), (deleted.DeletedBy, thread.CreatedBy));
        Assert.Equal(
            [ann.UserId, .. Enumerable.Repeat(bob.UserId, 6)],
            (await ann.LogAsync(made.Id, before, Cancel)).Items.Select(ActorOf));
    }

    public static TheoryData<string, string> AdministratorsReads => new()
    {
        { "{c}", "conversation.read" }, { "{c}/participants", "conversation.read" },
        { "{c}/usage", "usage.read" }, { "{c}/log", "log.read" },
        { "{c}/messages", "messages.read" }, { "{c}/messages/recent", "messages.read" }, { "{c}/messages/1", "messages.read" },
        { "{c}/messages/1/versions", "messages.read" }, { "{c}/messages/1/replies", "messages.read" }, { "{c}/pins", "messages.read" },
        { "{c}/messages/count", "statistics.read" }, { "{c}/messages/statistics", "statistics.read" }, { "{c}/threads", "threads.read" },
        { "{c}/messages/1/receipts", "receipts.read" }, { "/v1/search?q=secret&conversation={id}", "messages.searched" },
    };

    [Theory]
    [MemberData(nameof(AdministratorsReads))]
    [Trait("Requirement", "AUD-01")]
    public async Task Look_OfAnAdministrator_IsOnRecord(string path, string action)
    {
        using var ann = Chat.NewUser();
        using var admin = Administrator("default");
        using var foreign = Administrator("elsewhere");
        var group = (await ann.CreateGroupAsync([], Cancel)).Id;
        await ann.SendAsync(group, "secret", Cancel);
        var place = path.Replace("{c}", $"/v1/conversations/{group}").Replace("{id}", group.ToString());
        var before = await TrailAsync(admin, group);

        await ann.ReadAsync<JsonElement>(place, Cancel);
        using var refused = await foreign.GetAsync(place, Cancel);
        await ProblemAssert.IsAsync(404, "not_found", refused);
        Assert.Equal(before, await TrailAsync(admin, group));
        await admin.ReadAsync<JsonElement>(place, Cancel);

        Assert.Equal([.. before, $"{action} {admin.UserId}"], await TrailAsync(admin, group));
    }

    [Fact]
    [Trait("Requirement", "SEC-05")]
    public async Task Administrator_MayLookAndNotTouch()
    {
        using var ann = Chat.NewUser();
        using var admin = Administrator("default");
        var group = (await ann.CreateGroupAsync([], Cancel)).Id;
        await ann.SendAsync(group, "Hello", Cancel);
        var head = (await ann.LogAsync(group, 0, Cancel)).HeadOffset;

        foreach (var (method, path, body) in new (string, string, object?)[]
        {
            ("POST", "/messages", new { content = "Hi" }), ("PATCH", "/messages/1", new { content = "Hi" }),
            ("DELETE", "/messages/1", null), ("PUT", "/messages/1/pin", null),
            ("POST", "/receipts", new { kind = "read", uptoSeq = 1 }), ("POST", "/close", null),
            ("PATCH", "", new { title = "Mine" }), ("DELETE", "", null), ("POST", "/participants", new { id = admin.UserId }),
        })
        {
            using var refused = await admin.SendAsync(method, $"/v1/conversations/{group}{path}", body, Cancel);
            Assert.True((int)refused.StatusCode is 403 or 404, $"{method} {path}: {refused.StatusCode}");
        }

        Assert.Equal(head, (await ann.LogAsync(group, 0, Cancel)).HeadOffset);
    }

    public static TheoryData<string, int, string> Hostile => new()
    {
        { "/v1/conversations/'%20OR%201=1%20--", 404, "not_found" },
        { "/v1/conversations/%01%7F", 404, "not_found" },
        { "{c}/messages/'%20OR%201=1", 404, "not_found" },
        { "{c}/messages/99999999999999999999", 404, "not_found" },
        { "{c}/messages/9223372036854775807", 404, "not_found" },
        { "{c}/messages?limit=9999999999999", 400, "validation_failed" },
        { "{c}/messages?fromDate=99999-01-01", 400, "validation_failed" },
        { "{c}/messages?thread='", 400, "validation_failed" },
        { "{c}/threads?cursor=%27%3B--", 400, "validation_failed" },
        { "{c}/usage?cursor=AAAA", 400, "validation_failed" },
        { "/v1/search?q=a&cursor=%27", 400, "validation_failed" },
        { "/v1/search?q=a%00b", 400, "validation_failed" },
        { "/v1/conversations?participant=user:'", 200, "" },
        { "/v1/conversations?q=%27%29%3B--", 200, "" },
    };

    [Theory]
    [MemberData(nameof(Hostile))]
    [Trait("Requirement", "SEC-13")]
    [Trait("Requirement", "SEC-08")]
    public async Task Refusal_TellsNoInsides(string path, int status, string code)
    {
        using var ann = Chat.NewUser();
        var group = (await ann.CreateGroupAsync([], Cancel)).Id;

        using var response = await ann.GetAsync(path.Replace("{c}", $"/v1/conversations/{group}"), Cancel);

        if (status == 200)
            Assert.Equal("""{"items":[],"nextCursor":null}""", await response.Content.ReadAsStringAsync(Cancel));
        else
            await ProblemAssert.IsAsync(status, code, response);
    }

    private static string? ActorOf(JsonElement entry) => entry.GetProperty("actor").GetProperty("id").GetString();

    private ChatClient Administrator(string tenant) =>
        Chat.As(new Claims($"admin-{Guid.NewGuid():N}") { Roles = ["admin"], Tenant = tenant });

    private async Task DoAsync(ChatClient client, string method, string path, object body)
    {
        using var response = await client.SendAsync(method, path, body, Cancel);
        Assert.True((int)response.StatusCode is 200 or 201 or 400, $"{method} {path}: {response.StatusCode}");
    }

    /// <summary>The acts in a conversation's trail with who did them, looks at the trail itself left out.</summary>
    private async Task<IReadOnlyList<string>> TrailAsync(ChatClient admin, Guid group) =>
    [
        .. (await admin.ReadAsync<JsonElement>($"/v1/conversations/{group}/audit", Cancel)).GetProperty("items").EnumerateArray()
            .Where(record => record.GetProperty("action").GetString() != "audit.read")
            .Select(record => $"{record.GetProperty("action").GetString()} {ActorOf(record)}"),
    ];
}
