using Chat.Tests.Infrastructure;

namespace Chat.Tests.Conversations.Input;

/// <summary>Every field that is wrong is named, on every route that has a body or a query.</summary>
[Trait("Requirement", "ERR-01")]
[Trait("Requirement", "ARC-15")]
public sealed class FieldErrorTests(SharedApplication chat) : SystemTest(chat)
{
    private const string Group = "/v1/conversations/{c}";

    public static TheoryData<string, string, string, string> Bodies => new()
    {
        { "POST", "/v1/conversations", """{"kind":"band"}""", "kind" },
        { "POST", "/v1/conversations", """{"kind":"group","channel":"fax"}""", "channel" },
        { "POST", "/v1/conversations", """{"kind":"group","title":"{long}"}""", "title" },
        { "POST", "/v1/conversations", """{"kind":"group","title":5}""", "title" },
        { "POST", "/v1/conversations", """{"kind":"group","description":"{long}"}""", "description" },
        { "POST", "/v1/conversations", """{"kind":"group","tags":["a",""]}""", "tags[1]" },
        { "POST", "/v1/conversations", """{"kind":"group","tags":"a"}""", "tags" },
        { "POST", "/v1/conversations", """{"kind":"group","metadata":[]}""", "metadata" },
        { "POST", "/v1/conversations", """{"participants":[{"id":"a"},{"id":"b","role":"king"}]}""", "participants[1].role" },
        { "POST", "/v1/conversations", """{"kind":"group","participants":[{"id":""}]}""", "participants[0].id" },
        { "POST", "/v1/conversations", """{"kind":"group","participants":[{"id":"a","type":"dog"}]}""", "participants[0].type" },
        { "POST", "/v1/conversations", """{"kind":"group","externalId":"01a1fcf8-53cb-7926-b03f-bdc94fc31a11"}""", "externalId" },
        { "PATCH", Group, """{"title":["a"]}""", "title" },
        { "PATCH", Group, """{"status":"gone"}""", "status" },
        { "PATCH", Group, """{"channel":"fax"}""", "channel" },
        { "PATCH", Group, """{"tags":[1]}""", "tags[0]" },
        { "PATCH", Group, """{"permissionOverrides":[]}""", "permissionOverrides" },
        { "PATCH", Group, """{"permissionOverrides":{"fly":"member"}}""", "permissionOverrides" },
        { "PATCH", Group, """{"permissionOverrides":{"read":"member"}}""", "permissionOverrides" },
        { "PATCH", Group, """{"permissionOverrides":{"Send":"member"}}""", "permissionOverrides" },
        { "PATCH", Group, """{"permissionOverrides":{"send":"king"}}""", "permissionOverrides.send" },
        { "PATCH", Group, """{"permissionOverrides":{"send":""}}""", "permissionOverrides.send" },
        { "PATCH", Group, """{"permissionOverrides":{"pin":"owner","send":"viewer"}}""", "permissionOverrides.send" },
        { "PATCH", Group, """{"permissionOverrides":{"send":null}}""", "permissionOverrides.send" },
        { "POST", Group + "/participants", """{"type":"user"}""", "id" },
        { "POST", Group + "/participants", """{"id":"a","role":"king"}""", "role" },
        { "POST", Group + "/participants", """{"id":"a","type":"dog"}""", "type" },
        { "POST", Group + "/messages", "{}", "content" },
        { "POST", Group + "/messages", """{"content":" \n "}""", "content" },
        { "POST", Group + "/messages", """{"content":"{long}"}""", "content" },
        { "POST", Group + "/messages", """{"content":"a\u0000"}""", "content" },
        { "POST", Group + "/messages", """{"content":"a","threadId":"1"}""", "threadId" },
        { "POST", Group + "/messages", """{"content":"a","parentId":"x"}""", "parentId" },
        { "POST", Group + "/messages", """{"content":"a","mentions":[{"id":"a"},{"id":""}]}""", "mentions[1].id" },
        { "POST", Group + "/messages", """{"content":"a","attachments":[1]}""", "attachments[0]" },
        { "POST", Group + "/messages", """{"content":"a","toolCalls":{}}""", "toolCalls" },
        { "PATCH", Group + "/messages/1", "{}", "content" },
        { "PATCH", Group + "/messages/1", """{"content":""}""", "content" },
        { "PATCH", Group + "/messages/1", """{"content":null}""", "content" },
        { "PATCH", Group + "/messages/1", """{"content":"a","version":0}""", "version" },
        { "PATCH", Group + "/messages/1", """{"content":"a","version":1.5}""", "version" },
        { "POST", Group + "/receipts", """{"uptoSeq":1}""", "kind" },
        { "POST", Group + "/receipts", """{"kind":"seen","uptoSeq":1}""", "kind" },
        { "POST", Group + "/receipts", """{"kind":"read"}""", "uptoSeq" },
        { "POST", Group + "/receipts", """{"kind":"read","uptoSeq":-1}""", "uptoSeq" },
        { "POST", Group + "/receipts", """{"kind":"read","uptoSeq":1,"messageId":"1"}""", "uptoSeq" },
        { "POST", Group + "/receipts", """{"kind":"read","messageId":"x"}""", "messageId" },
        { "POST", Group + "/threads", """{"title":"{long}"}""", "title" },
        { "POST", Group + "/threads", "{}", "content" },
        { "POST", Group + "/threads", """{"title":"a","rootMessageId":"x"}""", "rootMessageId" },
    };

    [Theory]
    [MemberData(nameof(Bodies))]
    [Trait("Requirement", "ERR-07")]
    public async Task Field_ThatIsWrong_IsNamed(string method, string path, string body, string field)
    {
        using var ann = Chat.NewUser();
        var group = (await ann.CreateGroupAsync([], Cancel)).Id;
        await ann.SendAsync(group, "Hello", Cancel);
        var head = (await ann.LogAsync(group, 0, Cancel)).HeadOffset;
        var text = body.Replace("{long}", new string('a', 32_001));

        using var response = await ann.Http.SendAsync(
            new HttpRequestMessage(new HttpMethod(method), path.Replace("{c}", group.ToString()))
            {
                Content = new StringContent(text, System.Text.Encoding.UTF8, "application/json"),
            },
            Cancel);

        await ProblemAssert.NamesAsync(field, response);
        Assert.Equal(head, (await ann.LogAsync(group, 0, Cancel)).HeadOffset);
        Assert.Single((await ann.ConversationsAsync("?status=any", Cancel)).Items);
    }

    [Theory]
    [InlineData("/v1/conversations?status=gone", "status")]
    [InlineData("/v1/conversations?kind=band", "kind")]
    [InlineData("/v1/conversations?channel=fax", "channel")]
    [InlineData("/v1/conversations?participant=bob", "participant")]
    [InlineData("/v1/conversations?participant=user:a%00", "participant")]
    [InlineData("/v1/conversations?tag=a%00", "tag")]
    [InlineData("/v1/conversations?agentId=a%00", "agentId")]
    [InlineData("/v1/conversations?q=a%00", "q")]
    [InlineData("/v1/search?q=a%00", "q")]
    [InlineData("/v1/conversations?inMessages=true", "inMessages")]
    [InlineData("/v1/conversations?q=a&inMessages=perhaps", "inMessages")]
    [InlineData("/v1/conversations?deleted=perhaps", "deleted")]
    [InlineData(Group + "/messages?role=king", "role")]
    [InlineData(Group + "/messages?withAttachments=perhaps", "withAttachments")]
    [InlineData(Group + "/messages?thread=1", "thread")]
    [InlineData(Group + "/messages?newest=true&after=1", "newest")]
    [InlineData(Group + "/messages?fromDate=soon", "fromDate")]
    [InlineData(Group + "/messages/count?role=king", "role")]
    [InlineData(Group + "/messages/recent?limit=0", "limit")]
    [InlineData(Group + "/threads?limit=101", "limit")]
    [InlineData(Group + "/threads?cursor=x", "cursor")]
    [InlineData(Group + "/usage?limit=x", "limit")]
    [InlineData(Group + "/log?limit=501", "limit")]
    [InlineData(Group + "/log?after=-1", "after")]
    [InlineData("/v1/search?q=a&limit=0", "limit")]
    [InlineData("/v1/search?q=a&cursor=x", "cursor")]
    [InlineData("/v1/search?q=a&conversation=%00", "conversation")]
    [InlineData("/v1/search", "q")]
    public async Task Query_ThatIsWrong_IsNamed(string path, string field)
    {
        using var ann = Chat.NewUser();
        var group = (await ann.CreateGroupAsync([], Cancel)).Id;

        using var response = await ann.GetAsync(path.Replace("{c}", group.ToString()), Cancel);

        await ProblemAssert.NamesAsync(field, response);
    }
}
