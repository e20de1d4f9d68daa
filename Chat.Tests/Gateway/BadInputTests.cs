using System.Text.Json;
using Chat.Tests.Infrastructure;

namespace Chat.Tests.Gateway;

/// <summary>Nothing that a client sends gets an answer other than one it can act on.</summary>
[Trait("Requirement", "ERR-01")]
[Trait("Requirement", "ERR-02")]
public sealed class BadInputTests(SharedApplication chat) : SystemTest(chat)
{
    private const string Json = "application/json";

    public static TheoryData<string> Malformed =>
    [
        "", "{", "null", "[]", "\"text\"", "12", "{\"message\":\"a\"", "{\"message\":\"a\",}", "{'message':'a'}", "{\"message\":\"\\x\"}",
        "{\"message\":\"a\",\"message\":\"b\"}", "{\"message\":\"a\",\"x\":" + new string('[', 100) + new string(']', 100) + "}",
    ];

    [Theory]
    [MemberData(nameof(Malformed))]
    public async Task Body_ThatIsNoJsonObject_IsMalformed(string body)
    {
        using var ann = Chat.NewUser();

        using var response = await ann.PostTextAsync("/v1/chat", body, Json, Cancel);

        await ProblemAssert.IsAsync(400, "malformed_request", response);
    }

    [Fact]
    public async Task Body_ThatIsNoUtf8_IsMalformed()
    {
        using var ann = Chat.NewUser();
        byte[] body = [.. "{\"message\":\"a"u8, 0xff, 0xfe, .. "\"}"u8];

        using var response = await ann.Http.PostAsync(
            "/v1/chat", new ByteArrayContent(body) { Headers = { { "Content-Type", Json } } }, Cancel);

        Assert.Equal(400, (int)response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
    }

    public static TheoryData<string, string> WrongFields => new()
    {
        { "{}", "message" },
        { """{"message":null}""", "message" },
        { """{"message":""}""", "message" },
        { """{"message":" \t\n "}""", "message" },
        { """{"message":5}""", "message" },
        { """{"message":["a"]}""", "message" },
        { """{"message":{"a":1}}""", "message" },
        { """{"message":"a\u0000b"}""", "message" },
        { """{"message":"a\ud800"}""", "message" },
        { """{"message":"{long}"}""", "message" },
        { """{"message":"a","conversationId":"x"}""", "conversationId" },
        { """{"message":"a","conversationId":7}""", "conversationId" },
        { """{"message":"a","conversationId":"{00000000-0000-0000-0000-000000000001}"}""", "conversationId" },
        { """{"message":"a","clientId":"{id}"}""", "clientId" },
        { """{"message":"a","clientId":true}""", "clientId" },
        { """{"message":"a","clientId":"a\u0000"}""", "clientId" },
        { """{"message":"a","agentId":"{id}"}""", "agentId" },
        { """{"message":"a","agentId":[]}""", "agentId" },
    };

    [Theory]
    [MemberData(nameof(WrongFields))]
    [Trait("Requirement", "ERR-07")]
    [Trait("Requirement", "ARC-15")]
    public async Task Field_ThatIsWrong_IsNamed(string body, string field)
    {
        using var ann = Chat.NewUser();
        var filled = body.Replace("{long}", new string('a', 32_001)).Replace("{id}", new string('a', 201));

        using var response = await ann.PostTextAsync("/v1/chat", filled, Json, Cancel);

        await ProblemAssert.NamesAsync(field, response);
    }

    [Fact]
    public async Task Fields_ThatAreWrongTogether_AreNamedTogether()
    {
        using var ann = Chat.NewUser();

        using var response = await ann.PostTextAsync("/v1/chat", """{"message":1,"clientId":2,"agentId":3}""", Json, Cancel);

        var problem = await ProblemAssert.IsAsync(400, "validation_failed", response);
        Assert.Equal(
            ["agentId", "clientId", "message"],
            problem.GetProperty("errors").EnumerateArray().Select(error => error.GetProperty("field").GetString()).Order());
        Assert.All(problem.GetProperty("errors").EnumerateArray(), error => Assert.NotEmpty(error.GetProperty("code").GetString()!));
    }

    [Theory]
    [InlineData(32_000)]
    [InlineData(1)]
    public async Task Message_AtItsLimit_IsAccepted(int length)
    {
        using var ann = Chat.NewUser();

        var asked = await ann.AskAsync(new string('é', length), Cancel);

        await ann.EndOfAsync(asked.JobId, Cancel);
        Assert.Equal(length, (await ann.MessagesAsync(asked.ConversationId, "?limit=1", Cancel)).Items[0].Content.Length);
    }

    [Theory]
    [Trait("Requirement", "SEC-08")]
    [InlineData("'; drop table messages; --")]
    [InlineData("<script>alert(1)</script> & \"quotes\" \\ {0} %s ${x}")]
    [InlineData("‮reversed‬ 👩‍👩‍👧 \u0001\u001f \r\n data: x\n\nid: 1")]
    public async Task Message_WithMarkupOrControls_ComesBackAsItWas(string message)
    {
        using var ann = Chat.NewUser();

        var asked = await ann.AskAsync(message, Cancel);
        var events = await ann.ReadStreamAsync(asked.JobId, Cancel);

        var page = await ann.MessagesAsync(asked.ConversationId, "", Cancel);
        Assert.Equal(message, page.Items[0].Content);
        Assert.Equal(page.Items[1].Content, StreamEvent.TextOf(events));
    }

    [Fact]
    public async Task Body_ThatIsTooLarge_Is413()
    {
        using var ann = Chat.NewUser();
        var body = JsonSerializer.Serialize(new { message = "a", padding = new string('a', 8 * 1024 * 1024) });

        using var response = await ann.PostTextAsync("/v1/chat", body, Json, Cancel);

        await ProblemAssert.IsAsync(413, "payload_too_large", response);
    }

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData("application/json; charset=utf-16")]
    public async Task ContentType_OtherThanJson_Is415(string type)
    {
        using var ann = Chat.NewUser();

        using var response = await ann.PostTextAsync("/v1/chat", """{"message":"a"}""", type, Cancel);

        await ProblemAssert.IsAsync(415, "unsupported_media_type", response);
    }

    [Theory]
    [InlineData("DELETE", "/v1/chat")]
    [InlineData("PUT", "/v1/conversations")]
    public async Task Method_ThatIsNotThere_Is405(string method, string path)
    {
        using var ann = Chat.NewUser();

        using var response = await ann.Http.SendAsync(new HttpRequestMessage(new HttpMethod(method), path), Cancel);

        await ProblemAssert.IsAsync(405, "method_not_allowed", response);
    }

    [Theory]
    [InlineData("/v1/nothing")]
    [InlineData("/v1/conversations/not-an-id")]
    [InlineData("/v1/chat/jobs/1")]
    [InlineData("/v1/chat/stream/..%2f..%2fetc")]
    public async Task Path_ThatIsNotThere_Is404(string path)
    {
        using var ann = Chat.NewUser();

        using var response = await ann.GetAsync(path, Cancel);

        await ProblemAssert.IsAsync(404, "not_found", response);
    }

    [Theory]
    [InlineData("/v1/conversations?limit=0", "limit")]
    [InlineData("/v1/conversations?limit=101", "limit")]
    [InlineData("/v1/conversations?limit=x", "limit")]
    [InlineData("/v1/conversations?limit=", "limit")]
    [InlineData("/v1/conversations?cursor=garbage", "cursor")]
    [InlineData("/v1/conversations?cursor=AAAA%00", "cursor")]
    [InlineData("{messages}?limit=0", "limit")]
    [InlineData("{messages}?limit=201", "limit")]
    [InlineData("{messages}?limit=1.5", "limit")]
    [InlineData("{messages}?after=-1", "after")]
    [InlineData("{messages}?after=99999999999999999999", "after")]
    [InlineData("{messages}?before=x", "before")]
    [InlineData("{messages}?after=1&before=3", "before")]
    [Trait("Requirement", "STG-12")]
    public async Task Query_ThatIsWrong_IsNamed(string path, string field)
    {
        using var ann = Chat.NewUser();
        var asked = await ann.AskAsync(Prompts.Short, Cancel);

        using var response = await ann.GetAsync(path.Replace("{messages}", $"/v1/conversations/{asked.ConversationId}/messages"), Cancel);

        await ProblemAssert.NamesAsync(field, response);
    }
}
