using Chat.Contracts.Conversations.V1;
using Chat.Contracts.Errors;
using Chat.Gateway.Errors;
using Chat.ServiceDefaults;
using Grpc.Core;

namespace Chat.Gateway.Dialects.D001;

/// <summary>Finds rooms by name; the name of a pair (<c>alice_bob</c>) makes the pair's conversation.</summary>
internal static class D001Rooms
{
    public static async Task<Conversation> FindOrCreateAsync(
        DialectCall call, string roomId, CancellationToken cancellationToken)
    {
        if (await FindAsync(call, roomId, cancellationToken) is { } room)
            return room;
        if (OtherOf(roomId, call) is not { } other)
            throw new ApiException(ErrorCodes.NotFound, "There is no such conversation.");
        var create = new CreateConversationRequest
        {
            Kind = "direct",
            ExternalId = roomId,
            Participants = { new NewParticipant { Principal = new PrincipalRef { Id = other, Type = PrincipalType.User } } },
        };
        return (await call.ConversationChanges.CreateAsync(create, cancellationToken: cancellationToken)).Conversation;
    }

    /// <summary>Null for who takes no part, administrators too: to be in a room is more than to look at it.</summary>
    private static async Task<Conversation?> FindAsync(DialectCall call, string roomId, CancellationToken cancellationToken)
    {
        try
        {
            var request = new GetConversationRequest { ConversationId = roomId };
            var room = await call.Conversations.GetAsync(request, cancellationToken: cancellationToken);
            return room.MyRole.Length > 0 ? room : null;
        }
        catch (RpcException e) when (e.StatusCode == StatusCode.NotFound)
        {
            return null;
        }
    }

    private static string? OtherOf(string roomId, DialectCall call)
    {
        var self = call.Http.User.ToCaller().Id;
        var other = roomId.StartsWith($"{self}_", StringComparison.Ordinal) ? roomId[(self.Length + 1)..]
            : roomId.EndsWith($"_{self}", StringComparison.Ordinal) ? roomId[..^(self.Length + 1)]
            : "";
        return other.Length > 0 && other != self ? other : null;
    }
}
