using System.Net.Http.Json;
using System.Text.Json;
using Chat.Contracts;
using Chat.Tests.Infrastructure;
using Npgsql;

namespace Chat.Tests.Gateway;

/// <summary>A prompt that is sent again is the same prompt, whenever and however often.</summary>
[Trait("Requirement", "RST-01")]
public sealed class IdempotencyTests(SharedApplication chat) : SystemTest(chat)
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Retry_AfterTheAnswer_ReturnsTheSameIds(bool inConversation)
    {
        using var ann = Chat.NewUser();
        var prompt = new Prompt(Prompts.Short, await ConversationAsync(ann, inConversation), "key-1");

        var first = await ann.AskAsync(prompt, Cancel);
        await ann.EndOfAsync(first.JobId, Cancel);
        var second = await ann.AskAsync(prompt, Cancel);

        Assert.Equal(first, second);
        Assert.Equal(1, await CountAsync("jobs", "id", first.JobId));
        Assert.Single((await ann.MessagesAsync(first.ConversationId, "", Cancel)).Items, message => message.ClientId == "key-1");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Retries_AtTheSameTime_AreOnePrompt(bool inConversation)
    {
        using var ann = Chat.NewUser();
        var prompt = new Prompt(Prompts.Short, await ConversationAsync(ann, inConversation), "key-1");

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => ann.AskAsync(prompt, Cancel)));

        var asked = Assert.Single(answers.Distinct());
        await ann.EndOfAsync(asked.JobId, Cancel);
        Assert.Equal(inConversation ? 4 : 2, (await ann.ConversationAsync(asked.ConversationId, Cancel)).MessageCount);
        Assert.Single((await ann.ConversationsAsync("", Cancel)).Items);
    }

    [Fact]
    public async Task Header_IsTheSameKeyAsTheBodysClientId()
    {
        using var ann = Chat.NewUser();

        var byBody = await ann.AskAsync(new Prompt(Prompts.Short, ClientId: "key-1"), Cancel);
        using var response = await SendAsync(ann, new Prompt(Prompts.Short), "key-1");
        await ProblemAssert.StatusAsync(202, response);

        Assert.Equal(byBody, await response.Content.ReadFromJsonAsync<Submission>(Cancel));
    }

    [Fact]
    public async Task HeaderAndBody_ThatDiffer_AreRefused()
    {
        using var ann = Chat.NewUser();

        using var response = await SendAsync(ann, new Prompt(Prompts.Short, ClientId: "one"), "other");

        await ProblemAssert.NamesAsync("clientId", response);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task SameKey_WithAnotherMessage_Is422(bool inConversation)
    {
        using var ann = Chat.NewUser();
        var prompt = new Prompt(Prompts.Short, await ConversationAsync(ann, inConversation), "key-1");
        var asked = await ann.AskAsync(prompt, Cancel);

        using var response = await ann.PostAsync("/v1/chat", prompt with { Message = "Something else" }, Cancel);

        await ProblemAssert.IsAsync(422, "idempotency_conflict", response);
        await ann.EndOfAsync(asked.JobId, Cancel);
    }

    [Fact]
    public async Task SameKey_OfAnotherUserOrConversation_IsAnotherPrompt()
    {
        using var ann = Chat.NewUser();
        using var bob = Chat.NewUser();
        var prompt = new Prompt(Prompts.Short, ClientId: "key-1");

        var first = await ann.AskAsync(prompt, Cancel);
        var second = await bob.AskAsync(prompt, Cancel);
        var third = await ann.AskAsync(prompt with { ConversationId = first.ConversationId }, Cancel);

        Assert.Equal(3, new[] { first, second, third }.DistinctBy(asked => asked.JobId).Count());
        Assert.NotEqual(first.ConversationId, second.ConversationId);
        Assert.NotEqual(first.MessageId, third.MessageId);
    }

    [Fact]
    public async Task WithoutAKey_EveryRequestIsAPrompt()
    {
        using var ann = Chat.NewUser();

        var first = await ann.AskAsync(Prompts.Short, Cancel);
        var second = await ann.AskAsync(Prompts.Short, Cancel);

        Assert.NotEqual(first.JobId, second.JobId);
        Assert.NotEqual(first.ConversationId, second.ConversationId);
    }

    private async Task<Guid?> ConversationAsync(ChatClient user, bool wanted)
    {
        if (!wanted)
            return null;
        var asked = await user.AskAsync(Prompts.Short, Cancel);
        await user.EndOfAsync(asked.JobId, Cancel);
        return asked.ConversationId;
    }

    private Task<HttpResponseMessage> SendAsync(ChatClient user, Prompt prompt, string key) =>
        user.Http.SendAsync(
            new HttpRequestMessage(HttpMethod.Post, "/v1/chat")
            {
                Content = JsonContent.Create(prompt, options: JsonSerializerOptions.Web),
                Headers = { { HeaderNames.IdempotencyKey, key } },
            },
            Cancel);

    private async Task<long> CountAsync(string table, string column, Guid id)
    {
        await using var database = await Chat.OpenDatabaseAsync(Cancel);
        await using var command = new NpgsqlCommand($"select count(*) from {table} where {column} = $1", database)
        {
            Parameters = { new() { Value = id } },
        };
        return (long)(await command.ExecuteScalarAsync(Cancel))!;
    }
}
