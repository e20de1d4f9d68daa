using System.Collections.Concurrent;
using Chat.Contracts.Rooms;
using Chat.Tests.Infrastructure;

namespace Chat.Tests.Projections;

/// <summary>What the older rooms design's listeners hear of tenants that have the same room and user names.</summary>
public sealed class TenantChannelTests(SharedApplication chat) : SystemTest(chat)
{
    private static readonly TimeSpan s_soon = TimeSpan.FromSeconds(10);

    private static readonly string[] s_channels =
    [
        "chat:message:delivered", "chat:message:new", "chat:message:read", "chat:room:joined", "chat:room:left", "chat:user:typing",
    ];

    [Fact]
    [Trait("Requirement", "RDS-10")]
    [Trait("Requirement", "RDS-13")]
    [Trait("Requirement", "RDS-14")]
    public async Task EachTenant_HasItsOwnChannels()
    {
        var (tenant, name) = ($"tenant-{Guid.NewGuid():N}", $"lobby-{Guid.NewGuid():N}");
        using var ann = Chat.NewUser(tenant: tenant);
        using var bob = Chat.NewUser(tenant: tenant);
        using var redis = await Chat.OpenRedisAsync(Cancel);
        using var channel = Chat.Grpc("conversations");
        var (own, others) = (new ConcurrentQueue<string>(), new ConcurrentQueue<string>());
        foreach (var one in s_channels)
        {
            await redis.ListenAsync($"org:{Uri.EscapeDataString(tenant)}:{one}", _ => own.Enqueue(one));
            await redis.ListenAsync(one, value =>
            {
                if (((string)value!).Contains(name, StringComparison.Ordinal))
                    others.Enqueue(one);
            });
        }

        var room = (await ann.CreateConversationAsync(
            new NewConversation { Kind = "group", ExternalId = name, Participants = [new ParticipantBody(bob.UserId)] }, Cancel)).Id;
        await ann.SendAsync(room, "hello", Cancel);
        await bob.MarkAsync(room, "read", 1, Cancel);
        await new ChatService.ChatServiceClient(channel).SendTypingAsync(
            new() { RoomId = name, IsTyping = true }, GrpcCalls.As(bob.Token, Cancel));
        await bob.LeaveAsync(room, Cancel);

        await Eventually.HoldsAsync(() => s_channels.All(own.Contains), s_soon, Cancel);
        Assert.Empty(others);
    }
}
