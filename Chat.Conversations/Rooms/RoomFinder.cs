using Chat.Contracts.Conversations.V1;
using Chat.Conversations.Conversations;
using Chat.Conversations.Errors;
using Chat.Conversations.Participants;
using Chat.Conversations.Validation;
using Grpc.Core;

namespace Chat.Conversations.Rooms;

/// <summary>Finds the conversation that a room's name means; the name of a pair makes the pair's conversation.</summary>
internal sealed class RoomFinder(
    ConversationHeads heads, ConversationsService conversations, ConversationChangesService changes)
{
    /// <summary>The conversation's id as a reference for our own services.</summary>
    public async Task<string> FindAsync(string roomId, ServerCallContext context) =>
        await TryFindAsync(roomId, context) ?? throw new ChatException(ChatError.NotFound("room"));

    public async Task<string> FindOrCreateAsync(string roomId, ServerCallContext context)
    {
        if (await TryFindAsync(roomId, context) is { } known) return known;
        if (PairName.OtherOf(roomId, context.ToChatCaller().Principal) is not { } other)
            throw new ChatException(ChatError.NotFound("room"));
        var create = new CreateConversationRequest
        {
            Kind = ConversationKinds.Direct,
            ExternalId = roomId,
            Participants = { new NewParticipant { Principal = other.ToWire() } },
        };
        return (await changes.Create(create, context)).Conversation.Id;
    }

    public Task<Contracts.Conversations.V1.Conversation> GetAsync(string conversationId, ServerCallContext context) =>
        conversations.Get(new GetConversationRequest { ConversationId = conversationId }, context);

    private async Task<string?> TryFindAsync(string roomId, ServerCallContext context)
    {
        var fields = new Fields();
        fields.Room(roomId);
        fields.ThrowIfInvalid();
        var head = await heads.FindAsync(context.ToChatCaller(), roomId, context.CancellationToken);
        return head is { Privileged: false } ? head.Id.ToString("D") : null;
    }
}
