using Chat.Contracts.Conversations.V1;
using Chat.Gateway.Input;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Chat.Gateway.Conversations;

/// <summary>What a conversation's generations used and cost.</summary>
internal static class UsageEndpoints
{
    public static readonly NumberRange Limits = new(1, 100);

    public static void MapUsage(this IEndpointRouteBuilder routes) =>
        routes.MapGet(Paths.Conversation + "/usage", ListAsync).DescribeUsage();

    private static async Task<Ok<UsagePage>> ListAsync(
        string conversationId,
        string? limit,
        string? cursor,
        ConversationService.ConversationServiceClient conversations,
        CancellationToken cancellationToken)
    {
        var problems = new FieldProblems();
        var request = new ListUsageRequest
        {
            ConversationId = conversationId,
            Limit = (int)(problems.Number("limit", limit, Limits) ?? 0),
            Cursor = cursor ?? "",
        };
        problems.ThrowIfAny();
        return TypedResults.Ok((await conversations.ListUsageAsync(request, cancellationToken: cancellationToken)).ToPage());
    }
}
