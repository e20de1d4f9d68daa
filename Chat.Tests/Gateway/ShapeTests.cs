using Chat.Tests.Infrastructure;

namespace Chat.Tests.Gateway;

/// <summary>The gateway refuses by itself what has the wrong shape, and names it; nothing needs to exist for that.</summary>
[Trait("Requirement", "ERR-01")]
[Trait("Requirement", "ERR-02")]
[Trait("Requirement", "ERR-07")]
public sealed class ShapeTests(SharedApplication chat) : SystemTest(chat)
{
    private const string Conversations = "/v1/conversations";
    private const string Nothing = "/v1/conversations/nothing";
    private const string Thread = Nothing + "/threads/0197b3a0-0000-7000-8000-000000000001";

    public static TheoryData<string, string, string, string> Bodies => new()
    {
        { "POST", Conversations, """{"kind":"room"}""", "kind" },
        { "POST", Conversations, """{"kind":"Group"}""", "kind" },
        { "POST", Conversations, """{"channel":1}""", "channel" },
        { "POST", Conversations, """{"channel":"fax"}""", "channel" },
        { "POST", Conversations, """{"title":{}}""", "title" },
        { "POST", Conversations, """{"tags":"a"}""", "tags" },
        { "POST", Conversations, """{"tags":["a",2]}""", "tags[1]" },
        { "POST", Conversations, """{"tags":[null]}""", "tags[0]" },
        { "POST", Conversations, """{"metadata":[]}""", "metadata" },
        { "POST", Conversations, """{"metadata":"{}"}""", "metadata" },
        { "POST", Conversations, """{"participants":{"id":"bob"}}""", "participants" },
        { "POST", Conversations, """{"participants":["bob"]}""", "participants[0]" },
        { "POST", Conversations, """{"participants":[{"id":"bob"},{"type":"user"}]}""", "participants[1].id" },
        { "POST", Conversations, """{"participants":[{"id":"bob","type":"bot"}]}""", "participants[0].type" },
        { "POST", Conversations, """{"participants":[{"id":"bob","role":"king"}]}""", "participants[0].role" },
        { "PATCH", Nothing, """{"status":"done"}""", "status" },
        { "PATCH", Nothing, """{"tags":1}""", "tags" },
        { "PATCH", Nothing, """{"metadata":true}""", "metadata" },
        { "PATCH", Nothing, """{"permissionOverrides":"send"}""", "permissionOverrides" },
        { "PATCH", Nothing, """{"permissionOverrides":{"send":1}}""", "permissionOverrides.send" },
        { "POST", "/v1/agents/me/conversation", """{"title":4}""", "title" },
        { "POST", Nothing + "/participants", "{}", "id" },
        { "POST", Nothing + "/participants", """{"id":"bob","type":"bot"}""", "type" },
        { "PATCH", Nothing + "/participants/user/bob", "{}", "role" },
        { "PATCH", Nothing + "/participants/user/bob", """{"role":"king"}""", "role" },
        { "PATCH", Nothing + "/participants/bot/bob", """{"role":"admin"}""", "type" },
        { "POST", Nothing + "/messages", """{"content":5}""", "content" },
        { "POST", Nothing + "/messages", """{"content":"a","type":"video"}""", "type" },
        { "POST", Nothing + "/messages", """{"content":"a","type":"unspecified"}""", "type" },
        { "POST", Nothing + "/messages", """{"content":"a","role":"boss"}""", "role" },
        { "POST", Nothing + "/messages", """{"content":"a","attachments":"https://example.com"}""", "attachments" },
        { "POST", Nothing + "/messages", """{"content":"a","metadata":[1]}""", "metadata" },
        { "POST", Nothing + "/messages", """{"content":"a","parentId":"first"}""", "parentId" },
        { "POST", Nothing + "/messages", """{"content":"a","threadId":"12"}""", "threadId" },
        { "POST", Nothing + "/messages", """{"content":"a","mentions":[{"id":1}]}""", "mentions[0].id" },
        { "POST", Nothing + "/messages", """{"content":"a","toolCalls":{}}""", "toolCalls" },
        { "PATCH", Nothing + "/messages/1", "{}", "content" },
        { "PATCH", Nothing + "/messages/1", """{"version":1}""", "content" },
        { "PATCH", Nothing + "/messages/1", """{"content":"a","version":0}""", "version" },
        { "PATCH", Nothing + "/messages/1", """{"content":"a","version":"1"}""", "version" },
        { "PATCH", Nothing + "/messages/1", """{"content":"a","version":1.5}""", "version" },
        { "POST", Nothing + "/receipts", "{}", "kind" },
        { "POST", Nothing + "/receipts", """{"kind":"seen","uptoSeq":1}""", "kind" },
        { "POST", Nothing + "/receipts", """{"kind":"READ","uptoSeq":1}""", "kind" },
        { "POST", Nothing + "/receipts", """{"kind":"read"}""", "uptoSeq" },
        { "POST", Nothing + "/receipts", """{"kind":"read","uptoSeq":-1}""", "uptoSeq" },
        { "POST", Nothing + "/receipts", """{"kind":"read","uptoSeq":1,"messageId":"1"}""", "uptoSeq" },
        { "POST", Nothing + "/receipts", """{"kind":"read","messageId":"x"}""", "messageId" },
        { "POST", Nothing + "/threads", """{"rootMessageId":"x"}""", "rootMessageId" },
        { "POST", Nothing + "/threads", """{"title":7}""", "title" },
        { "POST", Thread + "/messages", """{"content":"a","threadId":"0197b3a0-0000-7000-8000-000000000002"}""", "threadId" },
        { "POST", Thread + "/read", "{}", "uptoSeq" },
        { "POST", Thread + "/read", """{"uptoSeq":"1"}""", "uptoSeq" },
    };

    [Theory]
    [MemberData(nameof(Bodies))]
    public async Task Body_OfTheWrongShape_IsNamed(string method, string path, string body, string field)
    {
        using var ann = Chat.NewUser();

        using var response = await SendAsync(ann, method, path, body);

        await ProblemAssert.NamesAsync(field, response);
    }

    [Theory]
    [InlineData(Conversations + "?status=done", "status")]
    [InlineData(Conversations + "?kind=room", "kind")]
    [InlineData(Conversations + "?channel=fax", "channel")]
    [InlineData(Conversations + "?participant=bob", "participant")]
    [InlineData(Conversations + "?participant=bot:bob", "participant")]
    [InlineData(Conversations + "?participant=user:", "participant")]
    [InlineData(Conversations + "?deleted=1", "deleted")]
    [InlineData(Conversations + "?inMessages=yes&q=a", "inMessages")]
    [InlineData(Conversations + "?inMessages=true", "inMessages")]
    [InlineData(Nothing + "/messages?role=boss", "role")]
    [InlineData(Nothing + "/messages?withAttachments=1", "withAttachments")]
    [InlineData(Nothing + "/messages?thread=7", "thread")]
    [InlineData(Nothing + "/messages?includeThreads=yes", "includeThreads")]
    [InlineData(Nothing + "/messages?fromDate=yesterday", "fromDate")]
    [InlineData(Nothing + "/messages?fromDate=1", "fromDate")]
    [InlineData(Nothing + "/messages?newest=true&after=1", "newest")]
    [InlineData(Nothing + "/messages/count?role=", "role")]
    [InlineData(Nothing + "/messages/recent?limit=0", "limit")]
    [InlineData(Nothing + "/messages/1/replies?after=-1", "after")]
    [InlineData(Nothing + "/usage?limit=101", "limit")]
    [InlineData(Nothing + "/log?after=-1", "after")]
    [InlineData(Nothing + "/log?limit=501", "limit")]
    [InlineData(Nothing + "/audit?limit=x", "limit")]
    [InlineData(Nothing + "/threads?limit=0", "limit")]
    [InlineData(Thread + "/messages?after=1&before=2", "before")]
    [InlineData("/v1/search", "q")]
    [InlineData("/v1/search?q=%20", "q")]
    [InlineData("/v1/search?q=a&limit=101", "limit")]
    public async Task Query_WithAnUnknownValue_IsNamed(string path, string field)
    {
        using var ann = Chat.NewUser();

        using var response = await ann.GetAsync(path, Cancel);

        await ProblemAssert.NamesAsync(field, response);
    }

    [Theory]
    [InlineData("POST", Conversations)]
    [InlineData("PATCH", Nothing)]
    [InlineData("POST", Nothing + "/messages")]
    [InlineData("PATCH", Nothing + "/messages/1")]
    [InlineData("POST", Nothing + "/receipts")]
    [InlineData("POST", Nothing + "/threads")]
    [InlineData("POST", Nothing + "/participants")]
    public async Task Body_ThatIsNoObject_IsMalformed(string method, string path)
    {
        using var ann = Chat.NewUser();

        foreach (var body in new[] { "", "{", "[]", "\"text\"", "{\"title\":\"a\",\"title\":\"b\"}" })
        {
            using var response = await SendAsync(ann, method, path, body);
            await ProblemAssert.IsAsync(400, "malformed_request", response);
        }
    }

    [Theory]
    [InlineData(Conversations)]
    [InlineData("/v1/search")]
    public async Task Query_ThatIsTooLong_IsNamed(string path)
    {
        using var ann = Chat.NewUser();

        using var response = await ann.GetAsync($"{path}?q={new string('a', 201)}", Cancel);

        await ProblemAssert.NamesAsync("q", response);
    }

    [Fact]
    public async Task IdempotencyKey_OtherThanTheClientId_IsRefused()
    {
        using var ann = Chat.NewUser();
        ann.Http.DefaultRequestHeaders.Add("Idempotency-Key", "one");

        foreach (var path in new[] { Conversations, Nothing + "/messages", Nothing + "/threads", Thread + "/messages" })
        {
            using var response = await SendAsync(ann, "POST", path, """{"content":"a","clientId":"two"}""");
            await ProblemAssert.NamesAsync("clientId", response);
        }
    }

    private Task<HttpResponseMessage> SendAsync(ChatClient client, string method, string path, string body) =>
        client.Http.SendAsync(
            new HttpRequestMessage(new HttpMethod(method), path)
            {
                Content = new StringContent(body, System.Text.Encoding.UTF8, "application/json"),
            },
            Cancel);
}
