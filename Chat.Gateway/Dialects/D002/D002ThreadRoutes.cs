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
        if (request is { RootMessageId.Length: > 0, Content.Length: > 0 })
            thread = await WriteFirstAsync(call, thread, request, cancellationToken);
        return TypedResults.Created($"{D002Routes.Root}/{thread.ConversationId}/threads/{thread.Id}", thread.ToD002(request));
    }

    /// <summary>What comes with the message that becomes the root is written under it; a message has one thread, however often.</summary>
    private static async Task<Contracts.Conversations.V1.Thread> WriteFirstAsync(
        DialectCall call, Contracts.Conversations.V1.Thread thread, CreateThreadRequest request, CancellationToken cancellationToken)
    {
        var first = new SendMessageRequest
        {
            ConversationId = thread.ConversationId,
            ThreadId = thread.Id,
            Content = request.Content,
            ClientId = request.ClientId,
        };
        await call.MessageChanges.SendAsync(first, cancellationToken: cancellationToken);
        var get = new GetThreadRequest { ConversationId = thread.ConversationId, ThreadId = thread.Id };
        return await call.Threads.GetAsync(get, cancellationToken: cancellationToken);
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
