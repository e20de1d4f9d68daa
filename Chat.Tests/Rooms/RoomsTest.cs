using Chat.Contracts.Rooms;
using Chat.Tests.Infrastructure;
using Grpc.Core;
using Grpc.Net.Client;

namespace Chat.Tests.Rooms;

/// <summary>A test that calls the older rooms design's gRPC service with the tokens of its users.</summary>
[Trait("Requirement", "GRP-01")]
public abstract class RoomsTest(SharedApplication chat) : SystemTest(chat)
{
    private protected GrpcChannel Channel { get; private set; } = null!;

    private protected ChatService.ChatServiceClient Rooms { get; private set; } = null!;

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        Channel = Chat.Grpc("conversations");
        Rooms = new ChatService.ChatServiceClient(Channel);
    }

    public override ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        Channel.Dispose();
        return base.DisposeAsync();
    }

    /// <summary>Every call of the service, in somebody's name.</summary>
    private protected IEnumerable<Func<CallOptions, Task>> Calls(string room, string userId) =>
    [
        call => Rooms.SendMessageAsync(new() { RoomId = room, SenderId = userId, Content = "x" }, call).ResponseAsync,
        call => Rooms.GetMessageHistoryAsync(new() { RoomId = room, UserId = userId }, call).ResponseAsync,
        call => Rooms.JoinRoomAsync(new() { RoomId = room, UserId = userId }, call).ResponseAsync,
        call => Rooms.MarkMessageDeliveredAsync(new() { RoomId = room, UserId = userId, MessageId = 1 }, call).ResponseAsync,
        call => Rooms.MarkMessageReadAsync(new() { RoomId = room, UserId = userId, MessageId = 1 }, call).ResponseAsync,
        call => Rooms.SendTypingAsync(new() { RoomId = room, UserId = userId, IsTyping = true }, call).ResponseAsync,
        call => Rooms.LeaveRoomAsync(new() { RoomId = room, UserId = userId }, call).ResponseAsync,
    ];

    private protected Task<ChatRoom> JoinAsync(ChatClient user, string room) =>
        Rooms.JoinRoomAsync(new() { UserId = user.UserId, RoomId = room }, As(user)).ResponseAsync;

    private protected Task<ChatMessage> SendAsync(ChatClient user, string room, string content) => Rooms.SendMessageAsync(
        new SendMessageRequest { SenderId = user.UserId, RoomId = room, Content = content }, As(user)).ResponseAsync;

    private protected Task<GetMessageHistoryResponse> HistoryAsync(ChatClient user, string room, int limit = 0, string fromDate = "") =>
        Rooms.GetMessageHistoryAsync(
            new() { UserId = user.UserId, RoomId = room, Limit = limit, FromDate = fromDate }, As(user)).ResponseAsync;

    private protected CallOptions As(ChatClient user) => GrpcCalls.As(user.Token, Cancel);
}
