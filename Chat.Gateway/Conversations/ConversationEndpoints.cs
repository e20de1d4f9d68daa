using System.ComponentModel;
using Chat.Contracts.Conversations.V1;
using Chat.Contracts.Errors;
using Chat.Gateway.Documents;
using Chat.Gateway.Errors;
using Chat.Gateway.Input;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Chat.Gateway.Conversations;

/// <summary>Reading conversations.</summary>
internal static class ConversationEndpoints
{
    private static readonly NumberRange s_limit = new(1, 100);

    public static RouteGroupBuilder MapConversations(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/v1/conversations").WithTags("Conversations").RequireAuthorization();
        group.MapGet("", ListAsync).WithName("listConversations")
            .WithSummary("The caller's conversations, newest activity first")
            .WithNumber("limit", s_limit, 20, "How many at most.")
            .WithErrors(ErrorCodes.ValidationFailed);
        group.MapGet("/{conversationId:guid}", GetAsync).WithName("getConversation")
            .WithSummary("One conversation with its participants")
            .WithErrors(ErrorCodes.NotFound);
        return group;
    }

    private static async Task<Ok<ConversationPage>> ListAsync(
        string? limit,
        [Description("nextCursor of the page before; none for the first page.")] string? cursor,
        ConversationService.ConversationServiceClient conversations,
        CancellationToken cancellationToken)
    {
        var problems = new FieldProblems();
        var request = new ListConversationsRequest
        {
            Limit = (int)(problems.Number("limit", limit, s_limit) ?? 0),
            Cursor = cursor ?? "",
        };
        problems.ThrowIfAny();
        return TypedResults.Ok((await conversations.ListAsync(request, cancellationToken: cancellationToken)).ToPage());
    }

    private static async Task<Ok<ConversationView>> GetAsync(
        Guid conversationId,
        ConversationService.ConversationServiceClient conversations,
        CancellationToken cancellationToken)
    {
        var request = new GetConversationRequest { ConversationId = conversationId.ToString() };
        var conversation = await conversations.GetAsync(request, cancellationToken: cancellationToken);
        return TypedResults.Ok(conversation.ToViewWithParticipants());
    }
}
