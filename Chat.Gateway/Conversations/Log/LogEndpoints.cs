using Chat.Contracts.Conversations.V1;
using Chat.Contracts.Errors;
using Chat.Gateway.Documents;
using Chat.Gateway.Errors;
using Chat.Gateway.Input;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Chat.Gateway.Conversations.Log;

/// <summary>Reading a conversation's log.</summary>
internal static class LogEndpoints
{
    private static readonly NumberRange s_limits = new(1, 500);
    private static readonly NumberRange s_offsets = new(0, long.MaxValue);

    public static void MapLog(this IEndpointRouteBuilder routes) =>
        routes.MapGet(Paths.Conversation + "/log", ReadAsync)
            .WithName("readLog")
            .WithSummary("Everything that happened, in order")
            .WithDescription("Entries after a cursor. Messages in them are shown as they stand now.")
            .WithNumber("after", s_offsets, 0, "The last offset that the reader has.")
            .WithNumber("limit", s_limits, 100, "How many at most.")
            .WithErrors(ErrorCodes.ValidationFailed, ErrorCodes.NotFound);

    private static async Task<Ok<LogPage>> ReadAsync(
        string conversationId,
        string? after,
        string? limit,
        MessageService.MessageServiceClient messages,
        CancellationToken cancellationToken)
    {
        var problems = new FieldProblems();
        var request = new ReadLogRequest
        {
            ConversationId = conversationId,
            After = problems.Number("after", after, s_offsets) ?? 0,
            Limit = (int)(problems.Number("limit", limit, s_limits) ?? 0),
        };
        problems.ThrowIfAny();
        return TypedResults.Ok((await messages.ReadLogAsync(request, cancellationToken: cancellationToken)).ToPage());
    }
}
