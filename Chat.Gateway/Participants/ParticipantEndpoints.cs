using Chat.Contracts.Conversations.V1;
using Chat.Gateway.Conversations;
using Chat.Gateway.Input;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Chat.Gateway.Participants;

/// <summary>Who takes part in a conversation, and as what.</summary>
internal static class ParticipantEndpoints
{
    private const string Participant = "/participants/{type}/{id}";

    public static RouteGroupBuilder MapParticipants(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup(Paths.Conversation).WithTags("Participants").RequireAuthorization();
        group.MapGet("/participants", ListAsync).DescribeList();
        group.MapPost("/participants", AddAsync).DescribeAdd();
        group.MapPatch(Participant, ChangeRoleAsync).DescribeChangeRole();
        group.MapDelete(Participant, RemoveAsync).DescribeRemove();
        group.MapPost("/leave", LeaveAsync).DescribeLeave();
        return group;
    }

    private static async Task<Ok<ParticipantList>> ListAsync(
        string conversationId,
        ConversationService.ConversationServiceClient conversations,
        CancellationToken cancellationToken)
    {
        var request = new GetConversationRequest { ConversationId = conversationId };
        var conversation = await conversations.GetAsync(request, cancellationToken: cancellationToken);
        return TypedResults.Ok(new ParticipantList([.. conversation.Participants.Select(one => one.ToView())]));
    }

    private static async Task<Ok<ConversationView>> AddAsync(
        string conversationId,
        HttpRequest request,
        ParticipantService.ParticipantServiceClient participants,
        CancellationToken cancellationToken)
    {
        var add = await NewParticipantBody.ReadAsync(conversationId, request, cancellationToken);
        var conversation = await participants.AddAsync(add, cancellationToken: cancellationToken);
        return TypedResults.Ok(conversation.ToViewWithParticipants());
    }

    private static async Task<Ok<ConversationView>> ChangeRoleAsync(
        [AsParameters] ParticipantPath path,
        HttpRequest request,
        ParticipantService.ParticipantServiceClient participants,
        CancellationToken cancellationToken)
    {
        var change = await RoleBody.ReadAsync(path, request, cancellationToken);
        var conversation = await participants.ChangeRoleAsync(change, cancellationToken: cancellationToken);
        return TypedResults.Ok(conversation.ToViewWithParticipants());
    }

    private static async Task<Results<Ok<ConversationView>, NoContent>> RemoveAsync(
        [AsParameters] ParticipantPath path,
        ParticipantService.ParticipantServiceClient participants,
        CancellationToken cancellationToken)
    {
        var problems = new FieldProblems();
        var request = new RemoveParticipantRequest
        {
            ConversationId = path.ConversationId,
            Participant = problems.PathPrincipal(path.Type, path.Id),
        };
        problems.ThrowIfAny();
        var conversation = await participants.RemoveAsync(request, cancellationToken: cancellationToken);
        // Who removed themselves sees the conversation no more: all that comes back is its id.
        return conversation.CreatedAt is null
            ? TypedResults.NoContent()
            : TypedResults.Ok(conversation.ToViewWithParticipants());
    }

    private static async Task<NoContent> LeaveAsync(
        string conversationId,
        ParticipantService.ParticipantServiceClient participants,
        CancellationToken cancellationToken)
    {
        var request = new RemoveParticipantRequest { ConversationId = conversationId };
        await participants.RemoveAsync(request, cancellationToken: cancellationToken);
        return TypedResults.NoContent();
    }
}
