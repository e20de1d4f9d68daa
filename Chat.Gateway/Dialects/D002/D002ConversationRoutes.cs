using Chat.Contracts.Conversations.V1;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Chat.Gateway.Dialects.D002;

/// <summary>Conversations of the second design.</summary>
internal static class D002ConversationRoutes
{
    private const int DefaultLimit = 20;
    private const int MostLimit = 100;

    public static void MapConversations(this RouteGroupBuilder group)
    {
        NumberedPage.Describe(
            group.MapGet(D002Routes.Root, ListAsync).Reads("d002ListConversations", "The caller's conversations, newest message first"),
            DefaultLimit, MostLimit);
        group.MapPost(D002Routes.Root, CreateAsync).Takes("d002CreateConversation", "Begin a conversation");
        group.MapGet(D002Routes.One, GetAsync).Reads("d002GetConversation", "One conversation");
        group.MapPut(D002Routes.One, UpdateAsync).Takes("d002UpdateConversation", "Change a conversation");
        group.MapDelete(D002Routes.One, DeleteAsync).Changes("d002DeleteConversation", "Delete a conversation; it can be restored");
    }

    private static async Task<Ok<DialectPage<D002Conversation>>> ListAsync(
        string? status, string? channel, string? tag, [AsParameters] DialectCall call, CancellationToken cancellationToken)
    {
        var page = NumberedPage.Read(call.Http, DefaultLimit, MostLimit);
        var request = new ListConversationsRequest
        {
            Limit = page.Limit,
            Skip = page.Skip,
            WithTotal = true,
            WithParticipants = true,
            Status = status ?? "",
            Channel = channel ?? "",
        };
        if (tag is not null)
            request.Tags.Add(tag);
        var response = await call.Conversations.ListWholeAsync(request, cancellationToken);
        return TypedResults.Ok(new DialectPage<D002Conversation>(
            [.. response.Conversations.Select(one => one.ToD002())],
            page.ToView(response.Total, response.Conversations.Count, response.NextCursor.Length > 0)));
    }

    private static async Task<Created<D002Conversation>> CreateAsync(
        [AsParameters] DialectCall call, CancellationToken cancellationToken)
    {
        var request = await D002Bodies.ReadCreateAsync(call.Http.Request, cancellationToken);
        var created = await call.ConversationChanges.CreateAsync(request, cancellationToken: cancellationToken);
        return TypedResults.Created($"{D002Routes.Root}/{created.Conversation.Id}", created.Conversation.ToD002());
    }

    private static async Task<Ok<D002Conversation>> GetAsync(
        string id, [AsParameters] DialectCall call, CancellationToken cancellationToken)
    {
        var request = new GetConversationRequest { ConversationId = id };
        return TypedResults.Ok((await call.Conversations.GetAsync(request, cancellationToken: cancellationToken)).ToD002());
    }

    private static async Task<Ok<D002Conversation>> UpdateAsync(
        string id, [AsParameters] DialectCall call, CancellationToken cancellationToken)
    {
        var request = await D002Bodies.ReadUpdateAsync(id, call.Http.Request, cancellationToken);
        var updated = await call.ConversationChanges.UpdateAsync(request, cancellationToken: cancellationToken);
        return TypedResults.Ok(updated.ToD002());
    }

    private static async Task<Ok<D002Conversation>> DeleteAsync(
        string id, [AsParameters] DialectCall call, CancellationToken cancellationToken)
    {
        var request = new ConversationRequest { ConversationId = id };
        var deleted = await call.ConversationChanges.DeleteAsync(request, cancellationToken: cancellationToken);
        return TypedResults.Ok(deleted.ToD002());
    }
}
