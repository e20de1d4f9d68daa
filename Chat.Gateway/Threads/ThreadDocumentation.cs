using Chat.Contracts.Errors;
using Chat.Gateway.Documents;
using Chat.Gateway.Errors;
using Chat.Gateway.Messages;

namespace Chat.Gateway.Threads;

/// <summary>What the API document says about threads.</summary>
internal static class ThreadDocumentation
{
    private const string Json = "application/json";

    public static void DescribeCreate(this RouteHandlerBuilder route) => route
        .WithName("createThread").WithSummary("Begin a thread")
        .WithDescription("Of a message, which has one thread at most, or with a root of its own. A thread's id is its root's.")
        .Accepts<ThreadBody>(Json)
        .WithIdempotencyKey()
        .WithBodyErrors(ErrorCodes.ConversationClosed, ErrorCodes.IdempotencyConflict, ErrorCodes.WrongState);

    public static void DescribeList(this RouteHandlerBuilder route) => route
        .WithName("listThreads").WithSummary("A conversation's threads, newest activity first")
        .WithNumber("limit", ThreadEndpoints.Limits, 20, "How many at most.")
        .WithCursor()
        .WithErrors(ErrorCodes.ValidationFailed, ErrorCodes.NotFound);

    public static void DescribeGet(this RouteHandlerBuilder route) => route
        .WithName("getThread").WithSummary("One thread")
        .WithErrors(ErrorCodes.NotFound);

    public static void DescribeMessages(this RouteHandlerBuilder route) => route
        .WithName("listThreadMessages").WithSummary("A page of a thread, its root first")
        .WithPage()
        .WithErrors(ErrorCodes.ValidationFailed, ErrorCodes.NotFound);

    public static void DescribeSend(this RouteHandlerBuilder route) => route
        .WithName("sendThreadMessage").WithSummary("Write a message in a thread")
        .Accepts<MessageBody>(Json)
        .WithIdempotencyKey()
        .WithBodyErrors(ErrorCodes.ConversationClosed, ErrorCodes.IdempotencyConflict);

    public static void DescribeMarkRead(this RouteHandlerBuilder route) => route
        .WithName("markThreadRead").WithSummary("Say how far one has read a thread")
        .WithDescription("The watermark never goes back.")
        .Accepts<ThreadReadBody>(Json)
        .WithBodyErrors();
}
