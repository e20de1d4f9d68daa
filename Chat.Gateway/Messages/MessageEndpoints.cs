using Chat.Contracts.Conversations.V1;
using Chat.Contracts.Errors;
using Chat.Gateway.Documents;
using Chat.Gateway.Errors;
using Chat.Gateway.Input;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Chat.Gateway.Messages;

/// <summary>Reading history.</summary>
internal static class MessageEndpoints
{
    private static readonly NumberRange s_limit = new(1, 200);
    private static readonly NumberRange s_seq = new(0, long.MaxValue);

    public static RouteGroupBuilder MapMessages(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/v1/conversations/{conversationId:guid}/messages")
            .WithTags("Messages").RequireAuthorization();
        group.MapGet("", ListAsync).WithName("listMessages")
            .WithSummary("A page of history, oldest first")
            .WithDescription("With after (or neither) the page goes forward; with before it holds the newest below that seq.")
            .WithNumber("after", s_seq, null, "Only messages with a greater seq; not together with before.")
            .WithNumber("before", s_seq, null, "Only messages with a smaller seq; not together with after.")
            .WithNumber("limit", s_limit, 50, "How many at most.")
            .WithErrors(ErrorCodes.ValidationFailed, ErrorCodes.NotFound);
        return group;
    }

    private static async Task<Ok<MessagePage>> ListAsync(
        Guid conversationId,
        [AsParameters] HistoryQuery query,
        MessageService.MessageServiceClient messages,
        CancellationToken cancellationToken)
    {
        var request = query.ToRequest(conversationId, s_seq, s_limit);
        var response = await messages.ListAsync(request, cancellationToken: cancellationToken);
        return TypedResults.Ok(response.ToPage(backward: request.HasBefore));
    }
}
