using Chat.Contracts.Conversations.V1;
using Chat.ServiceDefaults;
using Grpc.Core;

namespace Chat.Gateway.Dialects.D001;

/// <summary>Finds rooms by name; the name of a pair (<c>alice_bob</c>) makes the pair's conversation.</summary>
internal static class D001Rooms
{
    public static async Task<Conversation> FindOrCreateAsync(
        DialectCall call, string roomId, CancellationToken cancellationToken)
    {
        var request = new GetConversationRequest { ConversationId = roomId };
        try
        {
            return await call.Conversations.GetAsync(request, cancellationToken: cancellationToken);
        }
        catch (RpcException e) when (e.StatusCode == StatusCode.NotFound && OtherOf(roomId, call) is { } other)
        {
            var create = new CreateConversationRequest
            {
                Kind = "direct",
                ExternalId = roomId,
                Participants = { new NewParticipant { Principal = new PrincipalRef { Id = other, Type = PrincipalType.User } } },
            };
            return (await call.ConversationChanges.CreateAsync(create, cancellationToken: cancellationToken)).Conversation;
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
