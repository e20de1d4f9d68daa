using System.Text.Json;
using Chat.Tests.Infrastructure;

namespace Chat.Tests.Conversations;

/// <summary>Statistics, counts and totals equal what anybody computes from the list of messages.</summary>
public sealed class StatisticsTests(SharedApplication chat) : SystemTest(chat, TimeSpan.FromMinutes(2))
{
    [Fact]
    [Trait("Requirement", "STA-01")]
    [Trait("Requirement", "RST-42")]
    [Trait("Requirement", "DAT-16")]
    [Trait("Requirement", "CST-01")]
    public async Task Statistics_EqualTheirRecomputation()
    {
        using var ann = Chat.NewUser();
        var conversation = await FilledAsync(ann);
        var messages = (await ann.MessagesAsync(conversation, "?includeThreads=true&limit=200", Cancel)).Items;

        var statistics = await StatisticsAsync(ann, conversation);
        var view = await ann.ConversationAsync(conversation, Cancel);

        Assert.Equal(CountsBy(messages, message => message.Role), Counts(statistics, "byRole"));
        Assert.Equal(CountsBy(messages, message => message.Type), Counts(statistics, "byType"));
        Assert.Equal(messages.Count, Number(statistics, "messages"));
        Assert.Equal(messages.Count(message => message.Attachments.Count > 0), Number(statistics, "withAttachments"));
        Assert.Equal(messages.Sum(message => message.Attachments.Count), Number(statistics, "attachments"));
        Assert.Equal(messages.Sum(message => message.Usage?.PromptTokens ?? 0), Number(statistics, "promptTokens"));
        Assert.Equal(messages.Sum(message => message.Usage?.CompletionTokens ?? 0), Number(statistics, "completionTokens"));
        Assert.Equal(messages.Sum(message => message.Usage?.TotalTokens ?? 0), Number(statistics, "totalTokens"));
        Assert.Equal(messages.Sum(message => message.Usage?.Cost ?? 0), statistics.GetProperty("cost").GetDecimal());
        Assert.Equal(messages.Min(message => message.CreatedAt), statistics.GetProperty("firstMessageAt").GetDateTimeOffset());
        Assert.Equal(messages.Max(message => message.CreatedAt), statistics.GetProperty("lastMessageAt").GetDateTimeOffset());
        Assert.Equal(
            (messages.Count, Number(statistics, "promptTokens"), Number(statistics, "completionTokens")),
            (view.MessageCount, view.PromptTokens, view.CompletionTokens));
        Assert.True(Number(statistics, "totalTokens") > 0 && Number(statistics, "attachments") == 3, statistics.ToString());
    }

    [Fact]
    [Trait("Requirement", "STA-01")]
    [Trait("Requirement", "DLV-14")]
    public async Task Counts_WithEveryFilter_EqualTheLists()
    {
        using var ann = Chat.NewUser();
        var conversation = await FilledAsync(ann);
        var thread = (await ann.ReadAsync<ThreadPage>($"/v1/conversations/{conversation}/threads", Cancel)).Items.Single().Id;

        foreach (var filter in new[]
        {
            "role=user", "role=assistant", "role=tool", "withAttachments=true", "role=user&withAttachments=true",
        })
        {
            var listed = await ann.MessagesAsync(conversation, $"?includeThreads=true&limit=200&{filter}", Cancel);
            Assert.Equal((filter, listed.Items.Count), (filter, (int)await CountAsync(ann, conversation, filter)));
        }

        var inThread = await ann.MessagesAsync(conversation, $"?thread={thread}", Cancel);
        Assert.Equal(inThread.Items.Count, await CountAsync(ann, conversation, $"thread={thread}"));
        Assert.Equal(
            (await ann.MessagesAsync(conversation, "?includeThreads=true", Cancel)).Items.Count, await CountAsync(ann, conversation, ""));
    }

    [Fact]
    [Trait("Requirement", "DAT-33")]
    [Trait("Requirement", "STA-01")]
    public async Task Counts_AfterSendsAndDeletesAtOnce_AreExact()
    {
        using var ann = Chat.NewUser();
        var group = (await ann.CreateGroupAsync([], Cancel)).Id;
        for (var i = 0; i < 8; i++)
            await ann.SendAsync(group, new NewMessage($"{i}") { Attachments = ["document:1"] }, Cancel);

        await Task.WhenAll(
            Task.WhenAll(Enumerable.Range(0, 20).Select(n => ann.SendAsync(group, $"more {n}", Cancel))),
            Task.WhenAll(Enumerable.Range(0, 10).Select(n => ann.DeleteMessageAsync(group, n % 5 + 1, Cancel))));

        var messages = (await ann.MessagesAsync(group, "?limit=200", Cancel)).Items;
        var statistics = await StatisticsAsync(ann, group);
        Assert.Equal(23, messages.Count);
        Assert.Equal((23, 3), (Number(statistics, "messages"), Number(statistics, "attachments")));
        Assert.Equal((23, 28), ((await ann.ConversationAsync(group, Cancel)).MessageCount, messages[^1].Seq));
        Assert.Equal(23, await CountAsync(ann, group, ""));

        await ann.ActAsync(group, "clear", Cancel);
        var cleared = await StatisticsAsync(ann, group);
        Assert.Equal((0, 0), (Number(cleared, "messages"), Number(cleared, "attachments")));
        Assert.Empty(Counts(cleared, "byRole"));
    }

    [Fact]
    [Trait("Requirement", "CST-02")]
    [Trait("Requirement", "CST-03")]
    public async Task Costs_AreTheLedgersSumAtItsPrice()
    {
        using var ann = Chat.NewUser();
        var first = await ann.AskAsync(Prompts.Short, Cancel);
        await ann.EndOfAsync(first.JobId, Cancel);
        var second = await ann.AskAsync(new Prompt(Prompts.Short, first.ConversationId), Cancel);
        await ann.EndOfAsync(second.JobId, Cancel);

        var usage = await ann.ReadAsync<JsonElement>($"/v1/conversations/{first.ConversationId}/usage", Cancel);
        var view = await ann.ConversationAsync(first.ConversationId, Cancel);
        var answers = (await ann.MessagesAsync(first.ConversationId, "?role=assistant", Cancel)).Items;

        Assert.Equal(2, answers.Count);
        // The simulated model has no price of its own: 0.002 dollars for a thousand tokens.
        Assert.All(answers, answer => Assert.Equal(answer.Usage!.TotalTokens * 0.002m / 1_000, answer.Usage.Cost));
        Assert.Equal(answers.Sum(answer => answer.Usage!.Cost), view.TotalCost);
        Assert.Equal(view.TotalCost, usage.GetProperty("total").GetProperty("cost").GetDecimal());
        Assert.Equal(2, usage.GetProperty("items").GetArrayLength());
        Assert.Equal(answers.Sum(answer => answer.Usage!.TotalTokens), view.TotalTokens);
    }

    /// <summary>A conversation with answers, attachments, several types, a thread, an edit and a deletion.</summary>
    private async Task<Guid> FilledAsync(ChatClient writer)
    {
        var asked = await writer.AskAsync(Prompts.Short, Cancel);
        await writer.EndOfAsync(asked.JobId, Cancel);
        using var agent = Chat.NewAgent();
        var id = asked.ConversationId;
        await writer.AddParticipantAsync(id, new ParticipantBody(agent.UserId, "agent"), Cancel);
        await agent.SendAsync(id, new NewMessage("A map") { Type = "image", Attachments = ["document:1", "document:2"] }, Cancel);
        await agent.SendAsync(id, new NewMessage("Gone") { Type = "file", Attachments = ["document:3"] }, Cancel);
        await agent.SendAsync(id, new NewMessage("{}") { Role = "tool", Type = "tool" }, Cancel);
        await writer.DeleteMessageAsync(id, 4, Cancel);
        var thread = await writer.CreateThreadAsync(id, new NewThread("Talk", "3"), Cancel);
        await agent.SendAsync(id, new NewMessage("Aside") { ThreadId = thread.Id, Attachments = ["document:4"] }, Cancel);
        return id;
    }

    private Task<JsonElement> StatisticsAsync(ChatClient reader, Guid conversation) =>
        reader.ReadAsync<JsonElement>($"/v1/conversations/{conversation}/messages/statistics", Cancel);

    private async Task<long> CountAsync(ChatClient reader, Guid conversation, string filter) =>
        Number(await reader.ReadAsync<JsonElement>($"/v1/conversations/{conversation}/messages/count?{filter}", Cancel), "count");

    private static long Number(JsonElement json, string name) => json.GetProperty(name).GetInt64();

    private static SortedDictionary<string, long> Counts(JsonElement statistics, string name) =>
        new(statistics.GetProperty(name).Deserialize<Dictionary<string, long>>()!);

    private static SortedDictionary<string, long> CountsBy(IEnumerable<MessageView> messages, Func<MessageView, string> key) =>
        new(messages.GroupBy(key).ToDictionary(group => group.Key, group => group.LongCount()));
}
