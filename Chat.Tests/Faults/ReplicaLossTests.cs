using Chat.Contracts.Conversations.V1;
using Chat.Tests.Infrastructure;

namespace Chat.Tests.Faults;

/// <summary>Two replicas of the system of record, of which one is lost while people write through the gateway.</summary>
[Collection(ReplicatedCollection.Name)]
[Trait("Requirement", "ERR-05")]
public sealed class ReplicaLossTests : SystemTest
{
    private const int Writers = 12;

    public ReplicaLossTests(ReplicatedApplication chat)
        : base(chat, TimeSpan.FromMinutes(3)) =>
        // What the lost replica was doing ends in errors of its own, and in refusals of calls that are not safe to repeat.
        chat.Logs.Expect("(?i)timeout|timed out|unavailable|deadline|terminat|connection|reading from stream|writing to stream");

    [Fact]
    public async Task FrozenReplica_HoldsNoWriterUp()
    {
        await WarmUpAsync();
        await using var writers = await SteadyWriters.StartAsync(Chat, Writers, Cancel);
        await writers.ProgressAsync(200);

        // Each in turn: by chance the connections could all lead to the other.
        foreach (var replica in await Chat.Faults.InstancesAsync("conversations", 2, Cancel))
        {
            await Chat.Faults.FreezeProcessOfAsync(replica, Cancel);
            await writers.ProgressAsync(500);
            await Chat.Faults.ThawProcessOfAsync(replica, Cancel);
            await writers.ProgressAsync(100);
        }

        var waits = await writers.StopAsync();
        TestContext.Current.TestOutputHelper!.WriteLine(waits.ToString());
        Assert.True(waits.Longest < TimeSpan.FromSeconds(4), waits.ToString());
    }

    [Fact]
    public async Task KilledReplica_HoldsNoWriterUp()
    {
        var replica = (await Chat.Faults.InstancesAsync("conversations", 2, Cancel))[0];
        await WarmUpAsync();
        await using var writers = await SteadyWriters.StartAsync(Chat, Writers, Cancel);
        await writers.ProgressAsync(200);

        await Chat.Faults.KillProcessOfAsync(replica, Cancel);
        await writers.ProgressAsync(500);
        await Chat.Faults.StartAsync(replica, Cancel);

        var waits = await writers.StopAsync();
        TestContext.Current.TestOutputHelper!.WriteLine(waits.ToString());
        // All carry a key, so the gateway itself repeats what the replica took with it.
        Assert.Equal(0, waits.Refused);
        Assert.True(waits.Longest < TimeSpan.FromSeconds(2), waits.ToString());
    }

    /// <summary>Uses both replicas, so that who has to take over does not meet its first request then.</summary>
    private async Task WarmUpAsync()
    {
        var token = Chat.Tokens.User($"user-{Guid.NewGuid():N}");
        for (var i = 0; i < 12; i++)
        {
            using var channel = Chat.Grpc("conversations");
            var created = await new ConversationChangeService.ConversationChangeServiceClient(channel).CreateAsync(
                new CreateConversationRequest { Kind = "group" }, GrpcCalls.As(token, Cancel));
            await new MessageChangeService.MessageChangeServiceClient(channel).SendAsync(
                new SendMessageRequest { ConversationId = created.Conversation.Id, Content = "warm" }, GrpcCalls.As(token, Cancel));
        }
    }
}
