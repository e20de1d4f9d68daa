using Chat.Contracts.Conversations.V1;
using Chat.Contracts.Errors;
using Chat.Contracts.Streams;
using Chat.Tests.Infrastructure;
using Grpc.Core;
using Npgsql;

namespace Chat.Tests.Conversations;

/// <summary>The log of a conversation: gapless and in order, however many write, and published as it stands.</summary>
[Trait("Requirement", "DAT-01")]
public sealed class LogTests(SharedApplication chat) : SystemTest(chat, TimeSpan.FromMinutes(2))
{
    [Fact]
    public async Task Log_OfFiftyWriters_IsGapless()
    {
        using var ann = Chat.NewUser();
        var first = await ann.AskAsync(Prompts.Short, Cancel);

        using var bob = Chat.NewUser();
        await ann.AddParticipantAsync(first.ConversationId, new ParticipantBody(bob.UserId), Cancel);

        // Two users: one may not have so many open at once.
        var rest = await Task.WhenAll(Enumerable.Range(0, 50).Select(
            n => (n % 2 == 0 ? ann : bob).AskAsync(new Prompt(Prompts.Short, first.ConversationId), Cancel)));
        await Task.WhenAll(rest.Append(first).Select(asked => ann.EndOfAsync(asked.JobId, Cancel)));

        var entries = await ReadAsync(ann, first.ConversationId);
        ConversationLog.AssertGapless(entries);
        var messages = ConversationLog.Messages(entries);
        var answers = messages.Where(message => message.Role == MessageRole.Assistant).ToList();
        Assert.Equal(51, messages.Count(message => message.Role == MessageRole.User));
        Assert.Equal((51, 51), (answers.Count, answers.Select(message => message.JobId).Distinct().Count()));
        Assert.Equal(rest.Append(first).Select(asked => (asked.MessageId.ToString(), asked.Seq)).Order(),
            messages.Where(message => message.Role == MessageRole.User).Select(message => (message.Id, message.Seq)).Order());
    }

    [Fact]
    public async Task Logs_WrittenAtOnce_AreEachGapless()
    {
        using var ann = Chat.NewUser();
        var conversations = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => ann.AskAsync(Prompts.Short, Cancel)));

        var rest = await Task.WhenAll(Enumerable.Range(0, 30).Select(
            n => ann.AskAsync(new Prompt(Prompts.Short, conversations[n % 5].ConversationId), Cancel)));
        await Task.WhenAll(conversations.Concat(rest).Select(asked => ann.EndOfAsync(asked.JobId, Cancel)));

        foreach (var conversation in conversations)
        {
            var entries = await ReadAsync(ann, conversation.ConversationId);
            ConversationLog.AssertGapless(entries);
            Assert.Equal(14, ConversationLog.Messages(entries).Count);
        }
    }

    [Fact]
    [Trait("Requirement", "ARC-07")]
    public async Task Entries_ArePublishedAsTheyAreStored_AndNotBefore()
    {
        using var ann = Chat.NewUser();
        var first = await ann.AskAsync(Prompts.Short, Cancel);
        await ann.EndOfAsync(first.JobId, Cancel);
        using var redis = await Chat.OpenRedisAsync(Cancel);
        var published = new System.Collections.Concurrent.ConcurrentQueue<LogEntry>();
        var early = new System.Collections.Concurrent.ConcurrentQueue<LogEntry>();
        await using var database = await Chat.OpenDatabaseAsync(Cancel);
        await redis.ListenAsync(
            ConversationChannel.Name(first.ConversationId), value => Hear(LogEntry.Parser.ParseFrom((byte[])value!)));
        var before = (await ReadAsync(ann, first.ConversationId)).Count;

        var second = await ann.AskAsync(new Prompt(Prompts.Short, first.ConversationId), Cancel);
        await ann.EndOfAsync(second.JobId, Cancel);

        var stored = (await ReadAsync(ann, first.ConversationId)).Skip(before).ToList();
        await Eventually.HoldsAsync(
            () => stored.All(entry => published.Contains(entry)), TimeSpan.FromSeconds(5), Cancel);
        Assert.Empty(early);

        // One after the other, in the order of the channel.
        void Hear(LogEntry entry)
        {
            using var count = new NpgsqlCommand("SELECT count(*) FROM log WHERE conversation_id = $1 AND \"offset\" = $2", database)
            {
                Parameters = { new() { Value = first.ConversationId }, new() { Value = entry.Offset } },
            };
            if ((long)count.ExecuteScalar()! == 0)
                early.Enqueue(entry);
            published.Enqueue(entry);
        }
    }

    [Fact]
    [Trait("Requirement", "ARC-02")]
    [Trait("Requirement", "SEC-05")]
    public async Task Log_OfSomebodyElse_IsNotFound()
    {
        using var ann = Chat.NewUser();
        var asked = await ann.AskAsync(Prompts.Short, Cancel);
        await ann.EndOfAsync(asked.JobId, Cancel);
        using var channel = Chat.Grpc("conversations");
        var request = new ReadLogRequest { ConversationId = asked.ConversationId.ToString() };
        var client = new MessageService.MessageServiceClient(channel);

        foreach (var token in new[] { Chat.Tokens.User("eve"), Chat.Tokens.User("eve", "elsewhere") })
            await GrpcCalls.RefusedAsync(StatusCode.NotFound, ErrorCodes.NotFound,
                async () => await client.ReadLogAsync(request, GrpcCalls.As(token, Cancel)));
        foreach (var token in new[] { null, "garbage", Chat.Tokens.WithoutSignature("eve"), Chat.Tokens.Service("gateway") })
            await Assert.ThrowsAsync<RpcException>(async () => await client.ReadLogAsync(request, GrpcCalls.As(token, Cancel)));
    }

    private async Task<IReadOnlyList<LogEntry>> ReadAsync(ChatClient user, Guid conversation)
    {
        using var channel = Chat.Grpc("conversations");
        return await ConversationLog.ReadAsync(channel, user.Token!, conversation, Cancel);
    }
}
