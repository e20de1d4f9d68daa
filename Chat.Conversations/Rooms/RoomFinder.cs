using Chat.Contracts.Conversations.V1;
using Chat.Conversations.Conversations;
using Chat.Conversations.Errors;
using Chat.Conversations.Participants;
using Grpc.Core;

namespace Chat.Conversations.Rooms;

/// <summary>Finds the conversation that a room's name means; the name of a pair makes the pair's conversation.</summary>
internal sealed class RoomFinder(
    ConversationHeads heads, ConversationsService conversations, ConversationChangesService changes)
{
    private const char Between = '_';

    /// <summary>The conversation's id as a reference for our own services.</summary>
    public async Task<string> FindAsync(string roomId, ServerCallContext context) =>
        await TryFindAsync(roomId, context) ?? throw new ChatException(ChatError.NotFound("room"));

    public async Task<string> FindOrCreateAsync(string roomId, ServerCallContext context)
    {
        if (await TryFindAsync(roomId, context) is { } known) return known;
        if (OtherOfPair(roomId, context.ToChatCaller().Principal) is not { } other)
            throw new ChatException(ChatError.NotFound("room"));
        var create = new CreateConversationRequest
        {
            Kind = ConversationKinds.Direct,
            ExternalId = roomId,
            Participants = { new NewParticipant { Principal = new PrincipalRef { Id = other, Type = PrincipalType.User } } },
        };
        return (await changes.Create(create, context)).Conversation.Id;
    }

    public Task<Contracts.Conversations.V1.Conversation> GetAsync(string conversationId, ServerCallContext context) =>
        conversations.Get(new GetConversationRequest { ConversationId = conversationId }, context);

    private async Task<string?> TryFindAsync(string roomId, ServerCallContext context)
    {
        if (roomId.Length == 0) throw new ChatException(ChatError.Validation("roomId", "required", "roomId must not be empty."));
        var head = await heads.FindAsync(context.ToChatCaller(), roomId, context.CancellationToken);
        return head is { Privileged: false } ? head.Id.ToString("D") : null;
    }

    /// <summary>The other one of <c>alice_bob</c>, for alice or bob; ids may hold the separator too.</summary>
    private static string? OtherOfPair(string roomId, Principal caller)
    {
        if (roomId.StartsWith(caller.Id + Between, StringComparison.Ordinal)) return Name(roomId[(caller.Id.Length + 1)..]);
        return roomId.EndsWith(Between + caller.Id, StringComparison.Ordinal) ? Name(roomId[..^(caller.Id.Length + 1)]) : null;

        string? Name(string other) => other.Length > 0 && other != caller.Id ? other : null;
    }
}
