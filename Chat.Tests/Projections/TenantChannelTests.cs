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
    [Trait("Requirement", "SEC-05")]
    public async Task EachTenant_HearsOfItsOwnRoomsOnly_UnderTheSameNames()
    {
        var (name, annId, bobId) = ($"lobby-{Guid.NewGuid():N}", $"ann-{Guid.NewGuid():N}", $"bob-{Guid.NewGuid():N}");
        string[] tenants = [$"tenant-{Guid.NewGuid():N}", $"tenant-{Guid.NewGuid():N}"];
        using var redis = await Chat.OpenRedisAsync(Cancel);
        var heard = new ConcurrentQueue<(string Tenant, string Channel)>();
        foreach (var channel in s_channels)
        {
            foreach (var tenant in tenants)
                await redis.ListenAsync($"org:{Uri.EscapeDataString(tenant)}:{channel}", _ => heard.Enqueue((tenant, channel)));
            await redis.ListenAsync(channel, value =>
            {
                if (((string)value!).Contains(name, StringComparison.Ordinal))
                    heard.Enqueue(("default", channel));
            });
        }

        foreach (var (tenant, silent) in new[] { (tenants[0], tenants[1]), (tenants[1], "default") })
        {
            await UseEverythingAsync(tenant, name, annId, bobId);
            await Eventually.HoldsAsync(() => s_channels.All(channel => heard.Contains((tenant, channel))), s_soon, Cancel);
            Assert.DoesNotContain(heard, one => one.Tenant == silent);
        }

        Assert.DoesNotContain(heard, one => one.Tenant == "default");
    }

    /// <summary>Something of each kind in the tenant's room of that name.</summary>
    private async Task UseEverythingAsync(string tenant, string name, string annId, string bobId)
    {
        using var ann = Chat.NewUser(annId, tenant);
        using var bob = Chat.NewUser(bobId, tenant);
        using var channel = Chat.Grpc("conversations");
        var room = (await ann.CreateConversationAsync(
            new NewConversation { Kind = "group", ExternalId = name, Participants = [new ParticipantBody(bob.UserId)] }, Cancel)).Id;
        await ann.SendAsync(room, "hello", Cancel);
        await bob.MarkAsync(room, "read", 1, Cancel);
        await new ChatService.ChatServiceClient(channel).SendTypingAsync(
            new() { RoomId = name, IsTyping = true }, GrpcCalls.As(bob.Token, Cancel));
        await bob.LeaveAsync(room, Cancel);
    }
}
