using Chat.Contracts.Conversations.V1;
using Chat.Gateway.Conversations.Log;
using Chat.Gateway.Input;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Chat.Gateway.Conversations;

/// <summary>Making, finding and changing conversations.</summary>
internal static class ConversationEndpoints
{
    public static RouteGroupBuilder MapConversations(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("").WithTags("Conversations").RequireAuthorization();
        group.MapPost(Paths.Conversations, CreateAsync).DescribeCreate();
        group.MapGet(Paths.Conversations, ListAsync).DescribeList();
        group.MapGet(Paths.Conversation, GetAsync).DescribeGet();
        group.MapPatch(Paths.Conversation, UpdateAsync).DescribeUpdate();
        group.MapDelete(Paths.Conversation, DeleteAsync).DescribeDelete();
        group.MapPost("/v1/agents/me/conversation", FindOrCreateAsync).DescribeFindOrCreate();
        group.MapLifecycle();
        group.MapUsage();
        group.MapLog();
        return group;
    }

    private static async Task<Results<Created<ConversationView>, Ok<ConversationView>>> CreateAsync(
        HttpContext context,
        ConversationChangeService.ConversationChangeServiceClient changes,
        CancellationToken cancellationToken)
    {
        var request = await ConversationBody.ReadAsync(context.Request, cancellationToken);
        return Answer(context, await changes.CreateAsync(request, cancellationToken: cancellationToken));
    }

    private static async Task<Ok<ConversationPage>> ListAsync(
        [AsParameters] ConversationsQuery query,
        ConversationService.ConversationServiceClient conversations,
        CancellationToken cancellationToken)
    {
        var response = await conversations.ListAsync(query.ToRequest(), cancellationToken: cancellationToken);
        return TypedResults.Ok(response.ToPage());
    }

    private static async Task<Ok<ConversationView>> GetAsync(
        string conversationId,
        ConversationService.ConversationServiceClient conversations,
        CancellationToken cancellationToken)
    {
        var request = new GetConversationRequest { ConversationId = conversationId };
        var conversation = await conversations.GetAsync(request, cancellationToken: cancellationToken);
        return TypedResults.Ok(conversation.ToViewWithParticipants());
    }

    private static async Task<Ok<ConversationView>> UpdateAsync(
        string conversationId,
        HttpRequest request,
        ConversationChangeService.ConversationChangeServiceClient changes,
        CancellationToken cancellationToken)
    {
        var update = await ConversationPatch.ReadAsync(conversationId, request, cancellationToken);
        var conversation = await changes.UpdateAsync(update, cancellationToken: cancellationToken);
        return TypedResults.Ok(conversation.ToViewWithParticipants());
    }

    private static async Task<Ok<ConversationView>> DeleteAsync(
        string conversationId,
        ConversationChangeService.ConversationChangeServiceClient changes,
        CancellationToken cancellationToken)
    {
        var request = new ConversationRequest { ConversationId = conversationId };
        var conversation = await changes.DeleteAsync(request, cancellationToken: cancellationToken);
        return TypedResults.Ok(conversation.ToViewWithParticipants());
    }

    private static async Task<Results<Created<ConversationView>, Ok<ConversationView>>> FindOrCreateAsync(
        HttpContext context,
        ConversationChangeService.ConversationChangeServiceClient changes,
        CancellationToken cancellationToken)
    {
        var request = await AgentConversationBody.ReadAsync(context.Request, cancellationToken);
        return Answer(context, await changes.FindOrCreateForAgentAsync(request, cancellationToken: cancellationToken));
    }

    /// <summary>Found or made: either way the client learns where it is.</summary>
    private static Results<Created<ConversationView>, Ok<ConversationView>> Answer(
        HttpContext context, CreateConversationResponse response)
    {
        var view = response.Conversation.ToViewWithParticipants();
        var path = Paths.OfConversation(view.Id);
        if (response.Created)
            return TypedResults.Created(path, view);
        context.Response.Headers.Location = path;
        return TypedResults.Ok(view);
    }
}
