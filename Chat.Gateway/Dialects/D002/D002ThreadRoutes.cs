using Chat.Contracts.Conversations.V1;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Chat.Gateway.Dialects.D002;

/// <summary>Threads of the second design.</summary>
internal static class D002ThreadRoutes
{
    private const string Threads = D002Routes.One + "/threads";
    private const string Thread = Threads + "/{threadId:guid}";

    public static void MapThreads(this RouteGroupBuilder group)
    {
        group.MapPost(Threads, CreateAsync).Takes("d002CreateThread", "Begin a thread");
        NumberedPage.Describe(
            group.MapGet(Thread, ListAsync).Reads("d002ListThreadMessages", "A thread's messages by page, its root first"), 50, 200);
        group.MapPost(Thread, SendAsync).Takes("d002SendThreadMessage", "Write in a thread");
    }

    private static async Task<Created<D002Thread>> CreateAsync(
        string id, [AsParameters] DialectCall call, CancellationToken cancellationToken)
    {
        var request = await D002Bodies.ReadThreadAsync(id, call.Http.Request, cancellationToken);
        var thread = await call.Threads.CreateAsync(request, cancellationToken: cancellationToken);
        return TypedResults.Created($"{D002Routes.Root}/{thread.ConversationId}/threads/{thread.Id}", thread.ToD002());
    }

    private static async Task<Ok<DialectPage<D002Message>>> ListAsync(
        string id, Guid threadId, [AsParameters] DialectCall call, CancellationToken cancellationToken)
    {
        // A thread that is not there is no empty one.
        var request = new GetThreadRequest { ConversationId = id, ThreadId = threadId.ToString() };
        await call.Threads.GetAsync(request, cancellationToken: cancellationToken);
        return await D002MessageRoutes.PageAsync(call, id, threadId.ToString(), cancellationToken);
    }

    private static async Task<Created<D002Message>> SendAsync(
        string id, Guid threadId, [AsParameters] DialectCall call, CancellationToken cancellationToken)
    {
        var request = await D002Bodies.ReadMessageAsync(id, call.Http.Request, cancellationToken);
        request.ThreadId = threadId.ToString();
        return await D002MessageRoutes.SendToAsync(call, request, cancellationToken);
    }
}
