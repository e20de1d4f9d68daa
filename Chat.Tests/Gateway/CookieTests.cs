using System.Net.Http.Json;
using System.Text.Json;
using Chat.Tests.Infrastructure;

namespace Chat.Tests.Gateway;

/// <summary>The cookie carries the token too, but a foreign page cannot use it to change anything.</summary>
[Trait("Requirement", "SEC-02")]
public sealed class CookieTests(SharedApplication chat) : SystemTest(chat)
{
    [Fact]
    public async Task Cookie_OnARead_IsEnough()
    {
        var token = Chat.Tokens.User("ann");
        using var nobody = ChatClient.For(Chat.Gateway, null);

        using var response = await SendAsync(nobody, Get(token, null));

        await ProblemAssert.StatusAsync(200, response);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("null")]
    [InlineData("https://evil.example")]
    [InlineData("http://localhost.evil.example")]
    public async Task Cookie_OnAWrite_FromAnotherOrigin_Is403(string? origin)
    {
        using var nobody = ChatClient.For(Chat.Gateway, null);

        using var response = await SendAsync(nobody, Ask(Chat.Tokens.User("ann"), origin));

        await ProblemAssert.IsAsync(403, "origin_not_allowed", response);
    }

    [Fact]
    public async Task Cookie_OnAWrite_FromTheGatewaysOwnOrigin_IsAccepted()
    {
        using var nobody = ChatClient.For(Chat.Gateway, null);

        using var response = await SendAsync(nobody, Ask(Chat.Tokens.User("ann"), Chat.Gateway.GetLeftPart(UriPartial.Authority)));

        await ProblemAssert.StatusAsync(202, response);
    }

    [Fact]
    [Trait("Requirement", "SEC-14")]
    public async Task Cookie_OnAWrite_WithAForwardedScheme_OfNoKnownProxy_Is403()
    {
        using var nobody = ChatClient.For(Chat.Gateway, null);

        using var response = await SendAsync(nobody, AskThroughTls(Chat));

        await ProblemAssert.IsAsync(403, "origin_not_allowed", response);
    }

    [Fact]
    public async Task Header_OnAWrite_NeedsNoOrigin()
    {
        using var ann = Chat.NewUser();
        var request = Ask(null, "https://evil.example");

        using var response = await SendAsync(ann, request);

        await ProblemAssert.StatusAsync(202, response);
    }

    [Fact]
    public async Task TwoIdentities_InOneRequest_Are401()
    {
        using var ann = Chat.NewUser();

        using var read = await SendAsync(ann, Get(Chat.Tokens.User("bob"), null));
        using var garbage = await SendAsync(ann, Get("garbage", null));
        using var tenant = await SendAsync(ann, Get(Chat.Tokens.User("bob", "elsewhere"), null));

        await ProblemAssert.IsAsync(401, "identity_conflict", read);
        await ProblemAssert.IsAsync(401, "identity_conflict", tenant);
        await ProblemAssert.StatusAsync(401, garbage);
    }

    [Fact]
    public async Task SameIdentity_TwiceInOneRequest_IsOne()
    {
        var user = $"user-{Guid.NewGuid():N}";
        using var ann = Chat.NewUser(user);

        using var response = await SendAsync(ann, Get(Chat.Tokens.User(user), null));

        await ProblemAssert.StatusAsync(200, response);
    }

    /// <summary>A page of the gateway's own, as a proxy that ends TLS passes its request on.</summary>
    internal static HttpRequestMessage AskThroughTls(ChatApplication chat)
    {
        var request = Ask(chat.Tokens.User("ann"), $"https://{chat.Gateway.Authority}");
        request.Headers.Add("X-Forwarded-Proto", "https");
        return request;
    }

    private Task<HttpResponseMessage> SendAsync(ChatClient client, HttpRequestMessage request) => client.Http.SendAsync(request, Cancel);

    private static HttpRequestMessage Get(string? cookie, string? origin) =>
        With(new HttpRequestMessage(HttpMethod.Get, "/v1/conversations"), cookie, origin);

    private static HttpRequestMessage Ask(string? cookie, string? origin) =>
        With(
            new HttpRequestMessage(HttpMethod.Post, "/v1/chat")
            {
                Content = JsonContent.Create(new Prompt(Prompts.Short), options: JsonSerializerOptions.Web),
            },
            cookie, origin);

    private static HttpRequestMessage With(HttpRequestMessage request, string? cookie, string? origin)
    {
        if (cookie is not null)
            request.Headers.Add("Cookie", $"other=1; chat_token={cookie}");
        if (origin is not null)
            request.Headers.Add("Origin", origin);
        return request;
    }
}
