using Chat.Contracts.Conversations.V1;
using Chat.Gateway.Input;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Chat.Gateway.Dialects.D004;

/// <summary>Conversations of the fourth design.</summary>
internal static class D004ConversationRoutes
{
    private const string Root = "/conversations";
    private const string One = Root + "/{id:maxlength(200)}";
    private const int DefaultLimit = 20;
    private const int MostLimit = 100;

    public static void MapConversations(this RouteGroupBuilder group)
    {
        group.MapPost(Root, CreateAsync).Takes("d004CreateConversation", "Begin a conversation");
        Paged(group.MapGet(Root, ListAsync).Reads("d004ListConversations", "The caller's conversations by page"));
        Paged(group.MapGet(Root + "/my-conversations", ListAsync).Reads("d004MyConversations", "The caller's conversations"));
        Paged(group.MapGet(Root + "/agent/{agentId}", OfAgentAsync)
            .Reads("d004AgentConversations", "The caller's conversations with an agent"));
        group.MapGet(One, GetAsync).Reads("d004GetConversation", "One conversation");
        group.MapPut(One, UpdateAsync).Takes("d004UpdateConversation", "Change title, description, status or tags");
        group.MapDelete(One, DeleteAsync).Changes("d004DeleteConversation", "Delete a conversation; it can be restored");
        group.MapPost(One + "/archive", ArchiveAsync).Changes("d004ArchiveConversation", "Archive a conversation");
        group.MapPost(One + "/close", CloseAsync).Changes("d004CloseConversation", "Close a conversation");
        group.MapPost(One + "/summary", SummaryAsync).Changes("d004SummarizeConversation", "Renew the summary");
        group.MapPost(One + "/participants", AddAsync).Takes("d004AddParticipant", "Let somebody in");
        group.MapDelete(One + "/participants/{type}/{participantId}", RemoveAsync)
            .Changes("d004RemoveParticipant", "Let somebody go");
    }

    private static RouteHandlerBuilder Paged(RouteHandlerBuilder route) => NumberedPage.Describe(route, DefaultLimit, MostLimit);

    private static async Task<Created<D004Conversation>> CreateAsync(
        [AsParameters] DialectCall call, CancellationToken cancellationToken)
    {
        var request = await D004Bodies.ReadCreateAsync(call.Http.Request, cancellationToken);
        var created = await call.ConversationChanges.CreateAsync(request, cancellationToken: cancellationToken);
        return TypedResults.Created($"{Root}/{created.Conversation.Id}", created.Conversation.ToD004());
    }

    private static Task<Ok<DialectPage<D004Conversation>>> ListAsync(
        [AsParameters] DialectCall call, CancellationToken cancellationToken) => PageAsync(call, "", cancellationToken);

    private static Task<Ok<DialectPage<D004Conversation>>> OfAgentAsync(
        string agentId, [AsParameters] DialectCall call, CancellationToken cancellationToken) =>
        PageAsync(call, agentId, cancellationToken);

    private static async Task<Ok<DialectPage<D004Conversation>>> PageAsync(
        DialectCall call, string agentId, CancellationToken cancellationToken)
    {
        var page = NumberedPage.Read(call.Http, DefaultLimit, MostLimit);
        var request = new ListConversationsRequest
        {
            Limit = page.Limit,
            Skip = page.Skip,
            WithTotal = true,
            WithParticipants = true,
            AgentId = agentId,
            Status = call.Http.Request.Query["status"].ToString(),
        };
        var response = await call.Conversations.ListWholeAsync(request, cancellationToken);
        return TypedResults.Ok(new DialectPage<D004Conversation>(
            [.. response.Conversations.Select(one => one.ToD004())],
            page.ToView(response.Total, response.Conversations.Count, response.NextCursor.Length > 0)));
    }

    private static async Task<Ok<D004Conversation>> GetAsync(
        string id, [AsParameters] DialectCall call, CancellationToken cancellationToken)
    {
        var request = new GetConversationRequest { ConversationId = id };
        return Shown(await call.Conversations.GetAsync(request, cancellationToken: cancellationToken));
    }

    private static async Task<Ok<D004Conversation>> UpdateAsync(
        string id, [AsParameters] DialectCall call, CancellationToken cancellationToken)
    {
        var request = await D004Bodies.ReadUpdateAsync(id, call.Http.Request, cancellationToken);
        return Shown(await call.ConversationChanges.UpdateAsync(request, cancellationToken: cancellationToken));
    }

    private static async Task<Ok<D004Conversation>> DeleteAsync(
        string id, [AsParameters] DialectCall call, CancellationToken cancellationToken)
    {
        var request = new ConversationRequest { ConversationId = id };
        return Shown(await call.ConversationChanges.DeleteAsync(request, cancellationToken: cancellationToken));
    }

    private static Task<Ok<D004Conversation>> ArchiveAsync(
        string id, [AsParameters] DialectCall call, CancellationToken cancellationToken) =>
        ChangeStatusAsync(call, id, "archived", cancellationToken);

    private static Task<Ok<D004Conversation>> CloseAsync(
        string id, [AsParameters] DialectCall call, CancellationToken cancellationToken) =>
        ChangeStatusAsync(call, id, "closed", cancellationToken);

    private static async Task<Ok<D004Conversation>> ChangeStatusAsync(
        DialectCall call, string id, string status, CancellationToken cancellationToken)
    {
        var request = new ChangeStatusRequest { ConversationId = id, Status = status };
        return Shown(await call.ConversationChanges.ChangeStatusAsync(request, cancellationToken: cancellationToken));
    }

    private static async Task<Accepted<D004Summary>> SummaryAsync(
        string id, [AsParameters] DialectCall call, CancellationToken cancellationToken)
    {
        var request = new ConversationRequest { ConversationId = id };
        var summary = await call.ConversationChanges.RequestSummaryAsync(request, cancellationToken: cancellationToken);
        return TypedResults.Accepted(Paths.OfJob(summary.JobId), new D004Summary(summary.JobId, id));
    }

    private static async Task<Ok<D004Conversation>> AddAsync(
        string id, [AsParameters] DialectCall call, CancellationToken cancellationToken)
    {
        var request = await D004Bodies.ReadParticipantAsync(id, call.Http.Request, cancellationToken);
        return Shown(await call.Participants.AddAsync(request, cancellationToken: cancellationToken));
    }

    private static async Task<Results<Ok<D004Conversation>, NoContent>> RemoveAsync(
        string id, string type, string participantId, [AsParameters] DialectCall call, CancellationToken cancellationToken)
    {
        var problems = new FieldProblems();
        var request = new RemoveParticipantRequest
        {
            ConversationId = id,
            Participant = problems.PathPrincipal(type, participantId),
        };
        problems.ThrowIfAny();
        var conversation = await call.Participants.RemoveAsync(request, cancellationToken: cancellationToken);
        return conversation.CreatedAt is null ? TypedResults.NoContent() : Shown(conversation);
    }

    private static Ok<D004Conversation> Shown(Conversation conversation) => TypedResults.Ok(conversation.ToD004());
}

/// <summary>A summary that is under way; the conversation has it as <c>contextSummary</c> when the job has ended.</summary>
public sealed record D004Summary(string JobId, string ConversationId);
