using Chat.Contracts.Errors;
using Chat.Gateway.Documents;
using Chat.Gateway.Errors;
using Chat.Gateway.Generation.Streaming;
using Chat.Gateway.Identity;

namespace Chat.Gateway.Generation;

/// <summary>What the API document says about generation.</summary>
internal static class GenerationDocumentation
{
    public static void DescribeSubmit(this RouteHandlerBuilder route) => route
        .WithName("submitPrompt")
        .WithSummary("Ask for an answer")
        .WithDescription(
            "Commits the prompt, then answers with where its answer will be streamed. Repeating the request with the same "
            + "Idempotency-Key (or clientId) and body is safe and returns the same ids, however much later.")
        .Accepts<PromptBody>("application/json")
        .WithIdempotencyKey()
        .WithBodyErrors(ErrorCodes.ConversationClosed, ErrorCodes.IdempotencyConflict, ErrorCodes.TooManyJobs);

    public static void DescribeStream(this RouteHandlerBuilder route) => route
        .WithName("streamAnswer")
        .WithSummary("Follow an answer")
        .WithDescription(
            "Server-sent events, each with an id and one line of JSON; the one with done=true is the last. Resume with "
            + "Last-Event-ID (or the query lastEventId, or access_token instead of the Authorization header, for clients "
            + "that cannot set headers). 204 when the last event was already received. An event named end says that the "
            + "reader may not go on: its reason is token_expired or access_ended.")
        .WithMetadata(AcceptsQueryToken.Instance)
        .Produces<TokenEvent>(StatusCodes.Status200OK, "text/event-stream")
        .Produces(StatusCodes.Status204NoContent)
        .WithErrors(ErrorCodes.ValidationFailed, ErrorCodes.NotFound);

    public static void DescribeGet(this RouteHandlerBuilder route) => route
        .WithName("getJob")
        .WithSummary("Look at a generation")
        .WithErrors(ErrorCodes.NotFound);

    public static void DescribeCancel(this RouteHandlerBuilder route) => route
        .WithName("cancelJob")
        .WithSummary("Stop a generation")
        .WithDescription(
            "After the answer no reader sees another token; unavailable when that cannot be said yet. Safe to repeat; a job "
            + "that ended before is returned as it ended.")
        .WithChangeErrors();
}
