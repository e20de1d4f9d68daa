using Chat.Contracts.Conversations.V1;
using Chat.Contracts.Errors;
using Chat.Gateway.Documents;
using Chat.Gateway.Errors;

namespace Chat.Gateway.Messages;

/// <summary>What the API document says about messages.</summary>
internal static class MessageDocumentation
{
    private const string Json = "application/json";

    public static void DescribeSend(this RouteHandlerBuilder route) => route
        .WithName("sendMessage").WithSummary("Write a message")
        .WithDescription(
            "201 when it is committed; 200, and the same message, when an earlier try with the same Idempotency-Key (or "
            + "clientId) and body had stored it. A user's message to an agent's conversation is answered by a job.")
        .Accepts<MessageBody>(Json)
        .WithIdempotencyKey()
        .WithBodyErrors(ErrorCodes.ConversationClosed, ErrorCodes.IdempotencyConflict, ErrorCodes.TooManyJobs);

    public static void DescribeList(this RouteHandlerBuilder route) => route
        .WithName("listMessages").WithSummary("A page of history, oldest first")
        .WithDescription("With after (or neither) the page goes forward; with before it holds the newest below that seq.")
        .WithPage()
        .WithWord("role", Words.All<MessageRole>(), "Only messages of this role.")
        .WithFlag("withAttachments", "Only messages with attachments.")
        .WithText("thread", "Only this thread, its root first; the main conversation without it.")
        .WithFlag("includeThreads", "The main conversation together with its threads.")
        .WithText("fromDate", "Only messages created at this date or time (ISO 8601, UTC without an offset) or later.")
        .WithErrors(ErrorCodes.ValidationFailed, ErrorCodes.NotFound);

    public static void DescribeGet(this RouteHandlerBuilder route) => route
        .WithName("getMessage").WithSummary("One message, by its UUID or seq")
        .WithErrors(ErrorCodes.NotFound);

    public static void DescribeGetById(this RouteHandlerBuilder route) => route
        .WithName("findMessage").WithSummary("One message, whatever its conversation")
        .WithErrors(ErrorCodes.NotFound);

    public static void DescribeEdit(this RouteHandlerBuilder route) => route
        .WithName("editMessage").WithSummary("Change a message")
        .WithDescription("With a version it is refused when the message has another one.")
        .Accepts<MessagePatch>(Json)
        .WithBodyErrors(ErrorCodes.VersionConflict, ErrorCodes.ConversationClosed);

    public static void DescribeDelete(this RouteHandlerBuilder route) => route
        .WithName("deleteMessage").WithSummary("Delete a message")
        .WithDescription("Its tombstone keeps its place and shows no content. Safe to repeat.")
        .WithChangeErrors();

    public static void DescribeRestore(this RouteHandlerBuilder route) => route
        .WithName("restoreMessage").WithSummary("Bring a deleted message back")
        .WithDescription(
            "As it was, with its reactions, within 30 days unless configured otherwise. What its sender deleted comes back by "
            + "its sender alone, what somebody else deleted by an admin. Safe to repeat.")
        .WithChangeErrors(ErrorCodes.WrongState);

    /// <summary>The bounds of a page of messages.</summary>
    public static RouteHandlerBuilder WithPage(this RouteHandlerBuilder route) => route
        .WithNumber("after", HistoryQuery.Seqs, null, "Only messages with a greater seq; not together with before.")
        .WithNumber("before", HistoryQuery.Seqs, null, "Only messages with a smaller seq; not together with after.")
        .WithNumber("limit", HistoryQuery.Limits, 50, "How many at most.")
        .WithFlag("newest", "The newest page; go on with before. Not together with after or before.");
}
