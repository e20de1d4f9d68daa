using System.Text.Json;
using Chat.Tests.Infrastructure;

namespace Chat.Tests.Gateway;

/// <summary>Which route a path reaches.</summary>
[Trait("Requirement", "C-34")]
public sealed class RouteTests(SharedApplication chat) : SystemTest(chat)
{
    [Theory]
    [Trait("Requirement", "RST-18")]
    [InlineData("count", "count")]
    [InlineData("statistics", "byRole")]
    [InlineData("recent", "items")]
    public async Task Literal_BesideAMessageId_Wins(string segment, string property)
    {
        using var ann = Chat.NewUser();
        var conversation = await ann.CreateGroupAsync([], Cancel);
        await ann.SendAsync(conversation.Id, "Hello", Cancel);

        var answer = await ann.ReadAsync<JsonElement>($"/v1/conversations/{conversation.Id}/messages/{segment}", Cancel);

        Assert.True(answer.TryGetProperty(property, out _));
    }

    [Theory]
    [InlineData("DELETE", "/v1/conversations/nothing/messages/count")]
    [InlineData("GET", "/v1/conversations/nothing/messages/counts")]
    [InlineData("GET", "/v1/conversations/nothing/messages/1a")]
    [InlineData("GET", "/v1/conversations/nothing/messages/-1")]
    [InlineData("GET", "/v1/conversations/nothing/messages/9999999999999999999999")]
    [InlineData("PUT", "/v1/conversations/nothing/messages/x/pin")]
    [InlineData("GET", "/v1/conversations/nothing/threads/1")]
    [InlineData("GET", "/v1/messages/1")]
    [InlineData("GET", "/v1/agents/me")]
    public async Task Path_ThatNamesNothing_Is404(string method, string path)
    {
        using var ann = Chat.NewUser();

        using var response = await ann.SendAsync(method, path, null, Cancel);

        await ProblemAssert.IsAsync(404, "not_found", response);
    }

    [Theory]
    [InlineData("DELETE", "/v1/search")]
    [InlineData("PUT", "/v1/conversations/nothing")]
    [InlineData("PUT", "/v1/conversations/nothing/messages/1")]
    [InlineData("GET", "/v1/conversations/nothing/archive")]
    [InlineData("POST", "/v1/conversations/nothing/messages/1/pin")]
    public async Task Method_ThatIsNotThere_Is405(string method, string path)
    {
        using var ann = Chat.NewUser();

        using var response = await ann.SendAsync(method, path, null, Cancel);

        await ProblemAssert.IsAsync(405, "method_not_allowed", response);
    }

    [Fact]
    public async Task Participant_WithTheConversationsName_IsTheParticipant()
    {
        using var ann = Chat.NewUser();
        using var bob = Chat.NewUser();
        var name = $"room-{Guid.NewGuid():N}";
        var conversation = await ann.CreateConversationAsync(
            new NewConversation
            {
                Kind = "group", ExternalId = name, Participants = [new ParticipantBody(bob.UserId), new ParticipantBody(name)],
            },
            Cancel);

        var left = await ann.CallAsync<ConversationView>("DELETE", $"/v1/conversations/{name}/participants/user/{name}", null, Cancel);

        Assert.Equal(conversation.Id, left.Id);
        Assert.Equal(new[] { ann.UserId, bob.UserId }.Order(), left.Participants!.Select(one => one.Id).Order());
    }

    [Fact]
    [Trait("Requirement", "C-08")]
    public async Task Message_ByIdAndBySeq_IsTheSame()
    {
        using var ann = Chat.NewUser();
        var conversation = await ann.CreateGroupAsync([], Cancel);
        var sent = await ann.SendAsync(conversation.Id, "Hello", Cancel);

        var bySeq = await ann.MessageAsync(conversation.Id, sent.Seq, Cancel);
        var byId = await ann.MessageAsync(conversation.Id, sent.Id, Cancel);
        var anywhere = await ann.ReadAsync<MessageView>($"/v1/messages/{sent.Id}", Cancel);

        Assert.Equal([sent.Id, sent.Id, sent.Id], [bySeq.Id, byId.Id, anywhere.Id]);
    }

    [Fact]
    [Trait("Requirement", "C-01")]
    public async Task Conversation_ByItsExternalId_IsTheSameOnEveryPath()
    {
        using var ann = Chat.NewUser();
        var name = $"messages {Guid.NewGuid():N} ü?";
        var made = await ann.CreateConversationAsync(new NewConversation { Kind = "group", ExternalId = name }, Cancel);
        var path = $"/v1/conversations/{Uri.EscapeDataString(name)}";

        await ann.CallAsync<SentView>("POST", $"{path}/messages", new NewMessage("Hello"), Cancel);

        Assert.Equal(made.Id, (await ann.ConversationAsync(name, Cancel)).Id);
        Assert.Single((await ann.ReadAsync<MessagePage>($"{path}/messages", Cancel)).Items);
        Assert.NotEmpty((await ann.ReadAsync<LogPage>($"{path}/log", Cancel)).Items);
    }

    [Theory]
    [Trait("Requirement", "SEC-09")]
    [InlineData("PUT")]
    [InlineData("PATCH")]
    [InlineData("DELETE")]
    public async Task Preflight_OfAChange_IsAllowed(string method)
    {
        using var nobody = ChatClient.For(Chat.Gateway, null);
        var request = new HttpRequestMessage(HttpMethod.Options, "/v1/conversations/nothing");
        request.Headers.Add("Origin", "https://page.example.com");
        request.Headers.Add("Access-Control-Request-Method", method);
        request.Headers.Add("Access-Control-Request-Headers", "authorization,content-type");

        using var response = await nobody.Http.SendAsync(request, Cancel);

        Assert.Equal(204, (int)response.StatusCode);
        // In development every origin is allowed, by its name: a wildcard does not go with credentials.
        Assert.Equal("https://page.example.com", Assert.Single(response.Headers.GetValues("Access-Control-Allow-Origin")));
        Assert.Equal("true", Assert.Single(response.Headers.GetValues("Access-Control-Allow-Credentials")));
        Assert.Equal(
            ["authorization", "content-type"],
            new[] { "authorization", "content-type" }.Intersect(
                string.Join(',', response.Headers.GetValues("Access-Control-Allow-Headers")).ToLowerInvariant().Split(',')));
        Assert.Contains(method, string.Join(',', response.Headers.GetValues("Access-Control-Allow-Methods")), StringComparison.Ordinal);
    }
}
