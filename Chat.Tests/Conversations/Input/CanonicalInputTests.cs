using Chat.Contracts.Conversations.V1;
using Chat.Tests.Infrastructure;
using Grpc.Core;

namespace Chat.Tests.Conversations.Input;

/// <summary>Ids are what a token may say, wherever they are given; a body is the same however it is written.</summary>
[Trait("Requirement", "ERR-02")]
public sealed class CanonicalInputTests(SharedApplication chat) : SystemTest(chat)
{
    private const string Json = "application/json";

    public static TheoryData<string> NoIds =>
        [" bob", "bob ", "b ob", "bob\t", "bob\n", "bob\u0007", "b\u200bob", "bob\u202e", "bob\u00a0", "\u2028"];

    [Theory]
    [MemberData(nameof(NoIds))]
    [Trait("Requirement", "SEC-04")]
    public async Task Id_ThatNoTokenCanHave_IsRefusedEverywhere(string id)
    {
        using var ann = Chat.NewUser();
        using var impostor = Chat.As(new Claims(id));
        var group = (await ann.CreateGroupAsync([], Cancel)).Id;
        var path = $"/v1/conversations/{group}";
        var escaped = Uri.EscapeDataString(id);

        using var token = await impostor.GetAsync("/v1/conversations", Cancel);
        await ProblemAssert.IsAsync(401, "unauthenticated", token);
        await NamesAsync(
            "participants[0].id", ann, "POST", "/v1/conversations", new { kind = "group", participants = new[] { new { id } } });
        await NamesAsync("participants[0].id", ann, "POST", "/v1/conversations", new { participants = new[] { new { id } } });
        await NamesAsync("participants[0].id", ann, "POST", "/api/conversations", new { participants = new[] { id } });
        await NamesAsync("agentId", ann, "POST", "/v1/conversations", new { agentId = id });
        await NamesAsync("agentId", ann, "POST", "/v1/chat", new { message = "hello", agentId = id });
        await NamesAsync("mentions[0].id", ann, "POST", $"{path}/messages", new { content = "hello", mentions = new[] { new { id } } });
        await NamesAsync("id", ann, "POST", $"{path}/participants", new { id });
        await RefusedAsync(ann, "DELETE", $"{path}/participants/user/{escaped}", null);
        await RefusedAsync(ann, "PATCH", $"{path}/participants/user/{escaped}", new { role = "admin" });
        await RefusedAsync(ann, "GET", $"/v1/conversations?participant=user:{escaped}", null);
        await RefusedAsync(ann, "GET", $"/v1/conversations?agentId={escaped}", null);
        await RefusedAsync(ann, "GET", $"/conversations/agent/{escaped}", null);
        await RefusedAsync(ann, "POST", $"/chat/rooms/{ann.UserId}_{escaped}/join", null);
        Assert.Single((await ann.ConversationsAsync("", Cancel)).Items);
    }

    [Theory]
    [InlineData(" name")]
    [InlineData("name ")]
    [InlineData("na\tme")]
    [InlineData("na\u200bme")]
    public async Task Name_OfOnesOwnChoice_HasNothingThatNobodySees(string name)
    {
        using var ann = Chat.NewUser();
        var group = (await ann.CreateGroupAsync([], Cancel)).Id;
        using var channel = Chat.Grpc("conversations");
        var generations = new GenerationService.GenerationServiceClient(channel);

        await NamesAsync("externalId", ann, "POST", "/v1/conversations", new { kind = "group", externalId = name });
        await NamesAsync("clientId", ann, "POST", "/v1/conversations", new { kind = "group", clientId = name });
        await NamesAsync("clientId", ann, "POST", $"/v1/conversations/{group}/messages", new { content = "hello", clientId = name });
        await NamesAsync("clientId", ann, "POST", $"/v1/conversations/{group}/threads", new { content = "hello", clientId = name });
        await GrpcCalls.RefusedAsync(StatusCode.InvalidArgument, "validation_failed", () => generations.SubmitAsync(
            new SubmitPromptRequest { Message = "hello", ClientId = name }, GrpcCalls.As(ann.Token, Cancel)).ResponseAsync);
    }

    public static TheoryData<string, string, int> Messages => new()
    {
        {
            """{"content":"a","metadata":{"a":1,"b":{"c":[1,2],"d":"x"}}}""",
            """{"metadata":{ "b":{"d":"x","c":[1,2]},"a":1 },"content":"a"}""",
            200
        },
        { """{"content":"a","metadata":{"a":"é/"}}""", """{"content":"a","metadata":{"a":"\u00e9\/"}}""", 200 },
        { """{"content":"a","metadata":{"a":[1,2]}}""", """{"content":"a","metadata":{"a":[2,1]}}""", 422 },
        { """{"content":"a","metadata":{"a":1}}""", """{"content":"a","metadata":{"a":"1"}}""", 422 },
        { """{"content":"a","metadata":{"a":null}}""", """{"content":"a","metadata":{}}""", 422 },
        { """{"content":"a","attachments":["document:a"]}""", """{"content":"a","attachments":["document:a","document:b"]}""", 422 },
    };

    [Theory]
    [MemberData(nameof(Messages))]
    [Trait("Requirement", "DLV-03")]
    public async Task Message_SentAgain_IsComparedByWhatItSays(string first, string second, int status)
    {
        using var ann = Chat.NewUser();
        var path = $"/v1/conversations/{(await ann.CreateGroupAsync([], Cancel)).Id}/messages";

        await AnswersAsync(201, ann, path, first);
        await AnswersAsync(status, ann, path, second);
        await AnswersAsync(200, ann, path, first);
    }

    [Theory]
    [InlineData("""{"tags":["a","b"]}""", """{"tags":["a\nb"]}""", 422)]
    [InlineData("""{"tags":["a","b"]}""", """{"tags":["b","a"]}""", 422)]
    [InlineData("""{"metadata":{"a":1,"b":2}}""", """{"metadata":{"b":2,"a":1}}""", 200)]
    [InlineData("""{"participants":[{"id":"a"}],"kind":"group"}""", """{"kind":"group","participants":[{"type":"user","id":"a"}]}""", 200)]
    [InlineData("""{"participants":[{"id":"a"}],"kind":"group"}""", """{"kind":"group","participants":[{"id":"a","role":"admin"}]}""", 422)]
    public async Task Conversation_MadeAgain_IsComparedByWhatItSays(string first, string second, int status)
    {
        using var ann = Chat.NewUser();

        await AnswersAsync(201, ann, "/v1/conversations", first);
        await AnswersAsync(status, ann, "/v1/conversations", second);
        await AnswersAsync(200, ann, "/v1/conversations", first);
    }

    private async Task NamesAsync(string field, ChatClient user, string method, string path, object body)
    {
        using var response = await user.SendAsync(method, path, body, Cancel);
        await ProblemAssert.NamesAsync(field, response);
    }

    private async Task RefusedAsync(ChatClient user, string method, string path, object? body)
    {
        using var response = await user.SendAsync(method, path, body, Cancel);
        Assert.True((int)response.StatusCode == 400, $"{method} {path} answered {(int)response.StatusCode}");
    }

    private async Task AnswersAsync(int status, ChatClient user, string path, string body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path)
        {
            Content = new StringContent(body, System.Text.Encoding.UTF8, Json),
        };
        request.Headers.Add("Idempotency-Key", "key");
        using var response = await user.Http.SendAsync(request, Cancel);
        await ProblemAssert.StatusAsync(status, response);
    }
}
