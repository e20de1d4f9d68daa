using System.Text.Json;
using Chat.Contracts.Conversations.V1;
using Chat.Tests.Infrastructure;
using Grpc.Core;
using Grpc.Net.Client;
using StackExchange.Redis;

namespace Chat.Tests.Faults;

/// <summary>Two replicas of the system of record, of which one writes to Redis long after the other.</summary>
[Collection(ReplicatedCollection.Name)]
[Trait("Requirement", "C-18")]
public sealed class OvertakenReplicaTests(ReplicatedApplication chat)
    : SystemTest(chat, TimeSpan.FromMinutes(3))
{
    private static readonly TimeSpan s_healed = TimeSpan.FromSeconds(20);

    [Fact]
    public async Task LateReplica_DoesNotBringBackWhatWasDeleted()
    {
        // Requests of other kinds may wait for the frozen replica too.
        Chat.Logs.Expect("(?i)redis|timeout|timed out|unavailable|deadline");
        var late = (await Chat.Faults.InstancesAsync("conversations", 2, Cancel))[0];
        var token = Chat.Tokens.User($"ann-{Guid.NewGuid():N}");
        var (toLate, toOther) = await ConnectAsync(late, token);
        using var one = toLate;
        using var two = toOther;
        using var redis = await Chat.OpenRedisAsync(Cancel);
        var room = (await new ConversationChangeService.ConversationChangeServiceClient(toOther).CreateAsync(
            new CreateConversationRequest { Kind = "group" }, GrpcCalls.As(token, Cancel))).Conversation.Id;
        await SendAsync(toOther, token, (room, "stays"));
        await EndsAsAsync("stays");

        // The late one has committed and waits for Redis; when it goes on, the other has deleted the message.
        await redis.GetDatabase().ExecuteAsync("CLIENT", "PAUSE", "1500", "ALL");
        var sent = await SendAsync(toLate, token, (room, "deleted"));
        await Chat.Faults.FreezeProcessOfAsync(late, Cancel);
        await new MessageChangeService.MessageChangeServiceClient(toOther).DeleteAsync(
            new DeleteMessageRequest { ConversationId = room, MessageId = sent.Id }, GrpcCalls.As(token, Cancel));
        await SendAsync(toOther, token, (room, "after"));
        await EndsAsAsync("stays, after");
        await Chat.Faults.ThawProcessOfAsync(late, Cancel);
        // It is done with that one when it is done with the next.
        await SendAsync(toLate, token, (room, "late"));

        await EndsAsAsync("stays, after, late");

        Task<string> EndsAsAsync(string texts) => Eventually.ReadAsync(
            _ => TextsAsync(redis.GetDatabase(), room), last => last == texts, s_healed, Cancel);
    }

    /// <summary>A connection to this instance, and one to the other: that one answers while this one is frozen.</summary>
    private async Task<(GrpcChannel ToIt, GrpcChannel ToOther)> ConnectAsync(string instance, string token)
    {
        GrpcChannel? toIt = null, toOther = null;
        while (toIt is null || toOther is null)
        {
            var channel = Chat.Grpc("conversations");
            Assert.True(await AnswersAsync(channel, token));
            await Chat.Faults.FreezeProcessOfAsync(instance, Cancel);
            var answers = await AnswersAsync(channel, token);
            await Chat.Faults.ThawProcessOfAsync(instance, Cancel);
            if (answers) (toOther, channel) = (channel, toOther);
            else (toIt, channel) = (channel, toIt);
            channel?.Dispose();
        }

        return (toIt, toOther);
    }

    private async Task<bool> AnswersAsync(GrpcChannel channel, string token)
    {
        var deadline = TimeProvider.System.GetUtcNow().AddSeconds(2).UtcDateTime;
        try
        {
            await new ConversationService.ConversationServiceClient(channel).ListAsync(
                new ListConversationsRequest(), GrpcCalls.As(token, Cancel).WithDeadline(deadline));
            return true;
        }
        catch (RpcException e) when (e.StatusCode == StatusCode.DeadlineExceeded)
        {
            return false;
        }
    }

    private async Task<Message> SendAsync(GrpcChannel channel, string token, (string Room, string Text) what) =>
        (await new MessageChangeService.MessageChangeServiceClient(channel).SendAsync(
            new SendMessageRequest { ConversationId = what.Room, Content = what.Text, ClientId = what.Text },
            GrpcCalls.As(token, Cancel))).Message;

    private static async Task<string> TextsAsync(IDatabase database, string room) => string.Join(
        ", ",
        (await database.SortedSetRangeByRankAsync($"chat:room:{room}:messages"))
            .Select(one => JsonSerializer.Deserialize<JsonElement>((string)one!).GetProperty("content").GetString()));
}
