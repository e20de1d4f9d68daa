using System.Text;
using System.Text.Json;
using Chat.Tests.Infrastructure;
using Grpc.Core;

namespace Chat.Tests.Gateway;

/// <summary>What cannot be read is refused with a body too, in the words of the design that was asked.</summary>
[Trait("Requirement", "ERR-01")]
[Trait("Requirement", "ERR-02")]
public sealed class UnreadableRequestTests(SharedApplication chat) : SystemTest(chat)
{
    private const string Json = "application/json";

    public static TheoryData<string, int> Requests => new()
    {
        { "GET /v1/conversations/%00 HTTP/1.1\r\nHost: a\r\n\r\n", 400 },
        { "GET /v1/conversations?q={long} HTTP/1.1\r\nHost: a\r\n\r\n", 414 },
        { "GET /v1/conversations HTTP/1.1\r\nHost: a\r\nX-Long: {longer}\r\n\r\n", 431 },
        { "GET /v1/conversations HTTP/1.1\r\nHost: a\r\n{many}\r\n", 431 },
        { "GET /v1/conversations HTTP/1.1\r\nHost: a\r\nno header\r\n\r\n", 400 },
        { "GET /v1/conversations HTTP/1.1\r\n\r\n", 400 },
        { "GET /v1/conversations HTTP/9.9\r\nHost: a\r\n\r\n", 505 },
        { "hello\r\n\r\n", 400 },
        { "POST /v1/chat HTTP/1.1\r\nHost: a\r\nContent-Length: x\r\n\r\n", 400 },
    };

    [Theory]
    [MemberData(nameof(Requests))]
    public async Task Request_ThatTheServerCannotRead_IsAProblem(string text, int status)
    {
        using var ann = Chat.NewUser();
        var filled = text.Replace("{longer}", new string('a', 40_000)).Replace("{long}", new string('a', 20_000))
            .Replace("{many}", string.Concat(Enumerable.Range(0, 150).Select(n => $"X-{n}: 1\r\n")));

        using var response = await RawHttp.SendAsync(ann, filled, Cancel);

        var problem = await ProblemAssert.IsAsync(status, "malformed_request", response);
        Assert.Equal(problem.GetProperty("traceId").GetString(), Assert.Single(response.Headers.GetValues("X-Trace-Id")));
    }

    [Fact]
    public async Task GoodAnswers_BeforeAnUnreadableRequest_OnOneConnection_AreWhole()
    {
        using var ann = Chat.NewUser();

        using var response = await RawHttp.SendAsync(
            ann, "GET /alive HTTP/1.1\r\nHost: a\r\n\r\nGET /%00 HTTP/1.1\r\nHost: a\r\n\r\n", Cancel);

        // The first answer, then the problem.
        Assert.Equal(200, (int)response.StatusCode);
        Assert.Contains("malformed_request", await response.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ffffffffffffffffff\r\n{}\r\n0\r\n\r\n")]
    [InlineData("zz\r\n{}\r\n0\r\n\r\n")]
    public async Task Chunk_WhoseSizeCannotBe_IsMalformed(string body)
    {
        using var ann = Chat.NewUser();
        var text = $"POST /v1/chat HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer {ann.Token}\r\nContent-Type: {Json}\r\n"
            + "Transfer-Encoding: chunked\r\nConnection: close\r\n\r\n" + body;

        using var response = await RawHttp.SendAsync(ann, text, Cancel);

        await ProblemAssert.IsAsync(400, "malformed_request", response);
    }

    public static TheoryData<string, string, string, int> Styles => new()
    {
        { "GET", "/chat/rooms/a/nothing", "success", 404 },
        { "GET", "/chat/sessions", "success", 404 },
        { "PUT", "/chat/rooms/a/join", "success", 405 },
        { "POST", "/chat/rooms/a/messages", "success", 415 },
        { "POST", "/chat/sessions/a/messages", "success", 415 },
        { "GET", "/api/nothing", "message", 404 },
        { "PUT", "/api/conversations", "message", 405 },
        { "POST", "/api/conversations", "message", 415 },
        { "GET", "/messages", "statusCode", 405 },
        { "GET", "/conversations/a/b/c", "statusCode", 404 },
        { "POST", "/conversations", "statusCode", 415 },
        { "POST", "/messages", "statusCode", 415 },
    };

    [Theory]
    [MemberData(nameof(Styles))]
    [Trait("Requirement", "RST-48")]
    public async Task Refusal_BeforeAnyRoute_IsInTheDesignsShape(string method, string path, string field, int status)
    {
        using var ann = Chat.NewUser();
        var target = path.Replace("{long}", new string('a', 20_000));

        using var response = method == "POST"
            ? await ann.PostTextAsync(target, "hello", "text/plain", Cancel)
            : await ann.AskAsync(method, target, Cancel);

        await ProblemAssert.StatusAsync(status, response);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        var problem = JsonSerializer.Deserialize<JsonElement>(await response.Content.ReadAsStringAsync(Cancel));
        Assert.Equal(status, problem.GetProperty("status").GetInt32());
        Assert.True(problem.TryGetProperty(field, out _), problem.ToString());
    }

    public static TheoryData<string, string, string> Names => new()
    {
        { "POST", "/v1/conversations/{c}/messages", """{"content":"a","metadata":{"x":1,"{bad}":2}}""" },
        { "POST", "/v1/conversations/{c}/messages", """{"content":"a","metadata":{"{bad}":2}}""" },
        { "POST", "/v1/conversations/{c}/messages", """{"content":"a","toolCalls":[{"{bad}":2}]}""" },
        { "PATCH", "/v1/conversations/{c}", """{"permissionOverrides":{"{bad}":"member"}}""" },
        { "POST", "/v1/conversations", """{"kind":"group","metadata":{"a":{"{bad}":1}}}""" },
        { "POST", "/v1/conversations", """{"{bad}":1,"kind":"group"}""" },
    };

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Name_ThatIsNoUtf8_IsMalformed(string method, string path, string body)
    {
        using var ann = Chat.NewUser();
        var group = (await ann.CreateGroupAsync([], Cancel)).Id;
        var bytes = Encoding.Latin1.GetBytes(body.Replace("{bad}", "\xff\xfe"));

        using var response = await ann.Http.SendAsync(
            new HttpRequestMessage(new HttpMethod(method), path.Replace("{c}", group.ToString()))
            {
                Content = new ByteArrayContent(bytes) { Headers = { { "Content-Type", Json } } },
            },
            Cancel);

        await ProblemAssert.IsAsync(400, "malformed_request", response);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Name_ThatIsHalfACharacter_IsRefused(string method, string path, string body)
    {
        using var ann = Chat.NewUser();
        var group = (await ann.CreateGroupAsync([], Cancel)).Id;

        using var response = await ann.Http.SendAsync(
            new HttpRequestMessage(new HttpMethod(method), path.Replace("{c}", group.ToString()))
            {
                Content = new StringContent(body.Replace("{bad}", @"\ud83d"), Encoding.UTF8, Json),
            },
            Cancel);

        await ProblemAssert.StatusAsync(400, response);
    }

    [Theory]
    [InlineData("iß\u001f\"'", "chat")]
    [InlineData("chat-dev", "Ä\r\nSet-Cookie: a=b")]
    [Trait("Requirement", "SEC-13")]
    public async Task Token_ThatSaysSomethingNoHeaderCanHold_Is401(string issuer, string audience)
    {
        using var ann = Chat.As(new Claims("ann") { Issuer = issuer, Audience = audience });

        using var response = await ann.GetAsync("/v1/conversations", Cancel);

        await ProblemAssert.IsAsync(401, "unauthenticated", response);
        Assert.Equal("Bearer", Assert.Single(response.Headers.WwwAuthenticate).Scheme);
    }

    [Theory]
    [InlineData(new byte[] { 0xff, 0xff, 0xff }, StatusCode.InvalidArgument, "malformed_request")]
    [InlineData(new byte[] { 0x0a, 0x05, 0x61 }, StatusCode.InvalidArgument, "malformed_request")]
    [InlineData(new byte[] { 0x0a, 0x02, 0xff, 0xfe }, StatusCode.InvalidArgument, "malformed_request")]
    [Trait("Requirement", "GRP-01")]
    public async Task Message_OverGrpc_ThatIsNoProtobuf_IsMalformed(byte[] message, StatusCode status, string code)
    {
        using var ann = Chat.NewUser();
        using var channel = Chat.Grpc("conversations");
        var calls = channel.CreateCallInvoker();
        var bytes = Marshallers.Create<byte[]>(data => data, data => data);
        var method = new Method<byte[], byte[]>(
            MethodType.Unary, "chat.conversations.v1.MessageChangeService", "Send", bytes, bytes);

        await GrpcCalls.RefusedAsync(
            status, code, () => calls.AsyncUnaryCall(method, null, GrpcCalls.As(ann.Token, Cancel), message).ResponseAsync);
    }
}
