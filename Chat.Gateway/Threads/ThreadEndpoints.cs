using Chat.Contracts.Conversations.V1;
using Chat.Gateway.Input;
using Chat.Gateway.Messages;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Chat.Gateway.Threads;

/// <summary>Threads and what is written in them.</summary>
internal static class ThreadEndpoints
{
    public static readonly NumberRange Limits = new(1, 100);

    private const string Thread = "/{threadId:guid}";

    public static RouteGroupBuilder MapThreads(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup(Paths.Conversation + "/threads").WithTags("Threads").RequireAuthorization();
        group.MapPost("", CreateAsync).DescribeCreate();
        group.MapGet("", ListAsync).DescribeList();
        group.MapGet(Thread, GetAsync).DescribeGet();
        group.MapGet(Thread + "/messages", ListMessagesAsync).DescribeMessages();
        group.MapPost(Thread + "/messages", SendAsync).DescribeSend();
        group.MapPost(Thread + "/read", MarkReadAsync).DescribeMarkRead();
        return group;
    }

    private static async Task<Created<ThreadView>> CreateAsync(
        string conversationId,
        HttpRequest request,
        ThreadService.ThreadServiceClient threads,
        CancellationToken cancellationToken)
    {
        var create = await ThreadBody.ReadAsync(conversationId, request, cancellationToken);
        var view = (await threads.CreateAsync(create, cancellationToken: cancellationToken)).ToView();
        return TypedResults.Created($"{Paths.OfConversation(view.ConversationId)}/threads/{view.Id}", view);
    }

    private static async Task<Ok<ThreadPage>> ListAsync(
        string conversationId,
        string? limit,
        string? cursor,
        ThreadService.ThreadServiceClient threads,
        CancellationToken cancellationToken)
    {
        var problems = new FieldProblems();
        var request = new ListThreadsRequest
        {
            ConversationId = conversationId,
            Limit = (int)(problems.Number("limit", limit, Limits) ?? 0),
            Cursor = cursor ?? "",
        };
        problems.ThrowIfAny();
        return TypedResults.Ok((await threads.ListAsync(request, cancellationToken: cancellationToken)).ToPage());
    }

    private static async Task<Ok<ThreadView>> GetAsync(
        [AsParameters] ThreadPath path, ThreadService.ThreadServiceClient threads, CancellationToken cancellationToken)
    {
        var request = new GetThreadRequest { ConversationId = path.ConversationId, ThreadId = path.ThreadId.ToString() };
        return TypedResults.Ok((await threads.GetAsync(request, cancellationToken: cancellationToken)).ToView());
    }

    private static async Task<Ok<MessagePage>> ListMessagesAsync(
        [AsParameters] ThreadPath path,
        [AsParameters] PageQuery query,
        MessageService.MessageServiceClient messages,
        CancellationToken cancellationToken)
    {
        var request = query.ToRequest(path.ConversationId, path.ThreadId);
        var response = await messages.ListAsync(request, cancellationToken: cancellationToken);
        return TypedResults.Ok(response.ToPage(backward: request.HasBefore || request.Newest));
    }

    private static async Task<Results<Created<SentView>, Ok<SentView>>> SendAsync(
        [AsParameters] ThreadPath path,
        HttpContext context,
        MessageChangeService.MessageChangeServiceClient messages,
        CancellationToken cancellationToken)
    {
        var request = await MessageBody.ReadAsync(path.ConversationId, context.Request, cancellationToken);
        var thread = path.ThreadId.ToString();
        if (request.ThreadId.Length > 0 && !request.ThreadId.Equals(thread, StringComparison.OrdinalIgnoreCase))
            throw FieldProblems.Single("threadId", "threadId must be the thread of the path, or be left out.");
        request.ThreadId = thread;
        return await MessageEndpoints.SendToAsync(request, context, messages, cancellationToken);
    }

    private static async Task<Ok<ThreadView>> MarkReadAsync(
        [AsParameters] ThreadPath path,
        HttpRequest request,
        ThreadService.ThreadServiceClient threads,
        CancellationToken cancellationToken)
    {
        var mark = await ThreadReadBody.ReadAsync(path, request, cancellationToken);
        return TypedResults.Ok((await threads.MarkReadAsync(mark, cancellationToken: cancellationToken)).ToView());
    }
}
