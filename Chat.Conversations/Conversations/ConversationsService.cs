using Chat.Contracts.Conversations.V1;
using Chat.Conversations.Errors;
using Chat.Conversations.Participants;
using Chat.Conversations.Validation;
using Grpc.Core;
using Microsoft.AspNetCore.Authorization;

namespace Chat.Conversations.Conversations;

/// <summary>Reads of conversations.</summary>
[Authorize]
internal sealed class ConversationsService(ConversationQueries conversations)
    : ConversationService.ConversationServiceBase
{
    public override async Task<Contracts.Conversations.V1.Conversation> Get(
        GetConversationRequest request, ServerCallContext context)
    {
        var fields = new Fields();
        var id = fields.Id("conversationId", request.ConversationId);
        fields.ThrowIfInvalid();
        var conversation = await conversations.FindAsync(id, context.ToChatCaller(), context.CancellationToken);
        return conversation?.ToWire() ?? throw new ChatException(ChatError.NotFound("conversation"));
    }

    public override async Task<ListConversationsResponse> List(
        ListConversationsRequest request, ServerCallContext context)
    {
        var fields = new Fields();
        var limit = fields.Limit("limit", request.Limit, Limits.ConversationsDefault, Limits.ConversationsMost);
        ConversationCursor? after = null;
        if (request.Cursor.Length > 0 && !ConversationCursor.TryParse(request.Cursor, out after))
            fields.Add("cursor", "invalid", "is not a cursor of this list");
        fields.ThrowIfInvalid();

        // One more than asked for tells whether there is a next page.
        var page = await conversations.ListAsync(
            context.ToChatCaller(), after, limit + 1, context.CancellationToken);
        var response = new ListConversationsResponse
        {
            Conversations = { page.Take(limit).Select(c => c.ToWire()) },
        };
        if (page.Count > limit)
            response.NextCursor = new ConversationCursor(page[limit - 1].UpdatedAt, page[limit - 1].Id).ToString();
        return response;
    }
}
