using System.Text;
using Chat.Contracts;
using Chat.Contracts.Kafka;
using Chat.Tests.Infrastructure;
using Confluent.Kafka;

namespace Chat.Tests.Conversations;

/// <summary>What stands on the topics.</summary>
public sealed class KafkaTests(SharedApplication chat) : SystemTest(chat, TimeSpan.FromMinutes(2))
{
    [Fact]
    [Trait("Requirement", "LLM-01")]
    [Trait("Requirement", "KFK-01")]
    public async Task Topic_HoldsOneRecordPerJobKeyedByConversation()
    {
        using var ann = Chat.NewUser();
        var first = await ann.AskAsync(Prompts.Short, Cancel);
        var rest = await Task.WhenAll(Enumerable.Range(0, 10).Select(
            n => ann.AskAsync(new Prompt(Prompts.Short, n % 2 == 0 ? first.ConversationId : null), Cancel)));
        var jobs = rest.Append(first).ToDictionary(asked => asked.JobId);
        await Task.WhenAll(jobs.Keys.Select(job => ann.EndOfAsync(job, Cancel)));
        // A last prompt, to know that everything before it has been read.
        var last = await ann.AskAsync(new Prompt(Prompts.Short, first.ConversationId), Cancel);
        await ann.EndOfAsync(last.JobId, Cancel);

        using var reader = new KafkaReader(await Chat.KafkaAddressAsync(Cancel), Topics.ChatRequest);
        var records = await reader.ReadUntilAsync(
            read => jobs.Keys.Append(last.JobId).All(job => read.Any(record => Parse(record)?.JobId == job)),
            TimeSpan.FromSeconds(30), Cancel);

        var ours = records.Where(record => Parse(record) is { } request && jobs.ContainsKey(request.JobId)).ToList();
        Assert.Equal(jobs.Count, ours.Count);
        Assert.All(ours, record =>
        {
            var (request, asked) = (Parse(record)!, jobs[Parse(record)!.JobId]);
            Assert.Equal(
                new ChatRequest(asked.JobId, asked.ConversationId, asked.MessageId, "default") { RequestedBy = $"user:{ann.UserId}" },
                request);
            Assert.Equal(asked.ConversationId.ToString("D"), Encoding.UTF8.GetString(record.Message.Key));
            Assert.Matches("^00-[0-9a-f]{32}-[0-9a-f]{16}-0[01]$", KafkaReader.Header(record, HeaderNames.TraceParent));
        });
        Assert.Single(ours.Where(record => Encoding.UTF8.GetString(record.Message.Key) == first.ConversationId.ToString())
            .Select(record => record.Partition.Value).Distinct());
    }

    [Theory]
    [InlineData("poison")]
    [InlineData("{}")]
    [InlineData("")]
    public async Task Record_ThatNobodyUnderstands_GoesToTheDeadLetters(string value)
    {
        Chat.Logs.Expect(@"The record chat\.request .* is dead: ");
        var address = await Chat.KafkaAddressAsync(Cancel);
        var key = $"poison-{Guid.NewGuid():N}";
        using var producer = new ProducerBuilder<string, string>(new ProducerConfig { BootstrapServers = address }).Build();
        var sent = await producer.ProduceAsync(Topics.ChatRequest, new Message<string, string> { Key = key, Value = value }, Cancel);

        using var reader = new KafkaReader(address, Topics.ChatRequestDead);
        var records = await reader.ReadUntilAsync(
            read => read.Any(record => IsKeyed(record, key)), TimeSpan.FromSeconds(40), Cancel);

        var dead = Assert.Single(records, record => IsKeyed(record, key));
        Assert.Equal(value, Encoding.UTF8.GetString(dead.Message.Value));
        Assert.NotEmpty(KafkaReader.Header(dead, HeaderNames.DeadReason)!);
        Assert.Equal($"{Topics.ChatRequest}/{sent.Partition.Value}/{sent.Offset.Value}", KafkaReader.Header(dead, HeaderNames.DeadSource));
        using var ann = Chat.NewUser();
        var asked = await ann.AskAsync(Prompts.Short, Cancel);
        Assert.Equal("completed", (await ann.EndOfAsync(asked.JobId, Cancel)).State);
    }

    private static bool IsKeyed(ConsumeResult<byte[], byte[]> record, string key) =>
        record.Message.Key is { } bytes && Encoding.UTF8.GetString(bytes) == key;

    private static ChatRequest? Parse(ConsumeResult<byte[], byte[]> record) =>
        ChatRequest.TryParse(record.Message.Value, out var request) ? request : null;
}
