using System.Collections.Concurrent;
using Chat.Contracts.Conversations.V1;
using Chat.Tests.Conversations;
using Chat.Tests.Infrastructure;
using Grpc.Core;
using Grpc.Net.Client;

namespace Chat.Tests.Faults;

/// <summary>Two replicas of the system of record, of which one dies while both are written through.</summary>
[Collection(ReplicatedCollection.Name)]
[Trait("Requirement", "DLV-12")]
[Trait("Requirement", "DAT-01")]
public sealed class AppendTests(ReplicatedApplication chat)
    : SystemTest(chat, TimeSpan.FromMinutes(4))
{
    private const int Writers = 24;
    private const int Conversations = 6;

    [Fact]
    public async Task KilledReplica_LosesAndDoublesNothing()
    {
        var replicas = await Chat.Faults.InstancesAsync("conversations", 2, Cancel);
        using var channel = Chat.Grpc("conversations");
        var token = Chat.Tokens.User($"owner-{Guid.NewGuid():N}");
        var conversations = await Task.WhenAll(Enumerable.Range(0, Conversations).Select(_ => CreateAsync(channel, token)));
        var acknowledged = new ConcurrentDictionary<string, (string Conversation, string Id, long Seq)>();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancel);

        // Each over a connection of its own, so that both replicas have some.
        var writing = Enumerable.Range(0, Writers)
            .Select(writer => WriteAsync(token, (writer, conversations), acknowledged, stop.Token)).ToList();
        await Eventually.HoldsAsync(() => acknowledged.Count > 500, TimeSpan.FromSeconds(60), Cancel);
        Chat.Logs.Expect("Exception while reading from stream|terminating connection|connection to client lost");
        await Chat.Faults.KillProcessOfAsync(replicas[0], Cancel);
        var atKill = acknowledged.Count;
        await Eventually.HoldsAsync(() => acknowledged.Count > atKill + 500, TimeSpan.FromSeconds(90), Cancel);
        await stop.CancelAsync();
        await Task.WhenAll(writing);

        foreach (var conversation in conversations)
        {
            var log = await ConversationLog.ReadAsync(channel, token, Guid.Parse(conversation), Cancel);
            ConversationLog.AssertGapless(log);
            var stored = ConversationLog.Messages(log).ToDictionary(message => message.ClientId);
            Assert.All(
                acknowledged.Where(one => one.Value.Conversation == conversation),
                one => Assert.Equal((one.Value.Id, one.Value.Seq), (stored[one.Key].Id, stored[one.Key].Seq)));
        }
    }

    /// <summary>Writes until stopped; each message is tried until it is acknowledged, under one client id.</summary>
    private async Task WriteAsync(
        string token,
        (int Writer, string[] Conversations) what,
        ConcurrentDictionary<string, (string Conversation, string Id, long Seq)> acknowledged,
        CancellationToken stop)
    {
        using var channel = Chat.Grpc("conversations");
        var client = new MessageChangeService.MessageChangeServiceClient(channel);
        for (var n = 0; !stop.IsCancellationRequested; n++)
        {
            var conversation = what.Conversations[(what.Writer + n) % what.Conversations.Length];
            var request = new SendMessageRequest
            {
                ConversationId = conversation, Content = $"{what.Writer}: {n}", ClientId = $"{what.Writer}-{n}",
            };
            while (await TrySendAsync(client, request, token) is var response)
            {
                if (response is not null)
                {
                    acknowledged[request.ClientId] = (conversation, response.Message.Id, response.Message.Seq);
                    break;
                }

                if (stop.IsCancellationRequested)
                    return;
            }
        }
    }

    private static async Task<SendMessageResponse?> TrySendAsync(
        MessageChangeService.MessageChangeServiceClient client, SendMessageRequest request, string token)
    {
        try
        {
            using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(15));
            return await client.SendAsync(request, GrpcCalls.As(token, limit.Token));
        }
        catch (RpcException e) when (e.StatusCode is StatusCode.Unavailable or StatusCode.Internal or StatusCode.Cancelled
            or StatusCode.DeadlineExceeded)
        {
            // The replica died under it; nobody knows whether it was stored.
            return null;
        }
    }

    private async Task<string> CreateAsync(GrpcChannel channel, string token)
    {
        var client = new ConversationChangeService.ConversationChangeServiceClient(channel);
        var created = await client.CreateAsync(new CreateConversationRequest { Kind = "group" }, GrpcCalls.As(token, Cancel));
        return created.Conversation.Id;
    }
}
