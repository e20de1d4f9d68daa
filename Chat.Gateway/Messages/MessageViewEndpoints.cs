using Chat.Contracts.Conversations.V1;
using Chat.Gateway.Input;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Chat.Gateway.Messages;

/// <summary>Other views on messages than pages of history.</summary>
internal static class MessageViewEndpoints
{
    /// <summary>Versions are counted from 1.</summary>
    public static readonly NumberRange Versions = new(1, int.MaxValue);

    public static void MapMessageViews(this IEndpointRouteBuilder routes)
    {
        routes.MapGet(Paths.Messages + "/count", CountAsync).DescribeCount();
        routes.MapGet(Paths.Messages + "/statistics", GetStatisticsAsync).DescribeStatistics();
        routes.MapGet(Paths.Messages + "/recent", ListRecentAsync).DescribeRecent();
        routes.MapGet(Paths.Messages + Paths.Message + "/versions", ListVersionsAsync).DescribeVersions();
        routes.MapGet(Paths.Messages + Paths.Message + "/replies", ListRepliesAsync).DescribeReplies();
    }

    private static async Task<Ok<CountView>> CountAsync(
        string conversationId,
        [AsParameters] CountQuery query,
        MessageService.MessageServiceClient messages,
        CancellationToken cancellationToken)
    {
        var request = query.ToRequest(conversationId);
        var response = await messages.CountAsync(request, cancellationToken: cancellationToken);
        return TypedResults.Ok(new CountView(response.Count));
    }

    private static async Task<Ok<StatisticsView>> GetStatisticsAsync(
        string conversationId, MessageService.MessageServiceClient messages, CancellationToken cancellationToken)
    {
        var request = new StatisticsRequest { ConversationId = conversationId };
        return TypedResults.Ok((await messages.StatisticsAsync(request, cancellationToken: cancellationToken)).ToView());
    }

    private static async Task<Ok<MessagePage>> ListRecentAsync(
        string conversationId,
        string? limit,
        MessageService.MessageServiceClient messages,
        CancellationToken cancellationToken)
    {
        var request = new HistoryQuery { Limit = limit, Newest = "true" }.ToRequest(conversationId);
        var response = await messages.ListAsync(request, cancellationToken: cancellationToken);
        return TypedResults.Ok(response.ToPage(backward: true));
    }

    private static async Task<Ok<VersionList>> ListVersionsAsync(
        [AsParameters] MessagePath path,
        string? before,
        MessageService.MessageServiceClient messages,
        CancellationToken cancellationToken)
    {
        var problems = new FieldProblems();
        var request = new GetMessageRequest
        {
            ConversationId = path.ConversationId,
            MessageId = path.MessageId,
            BeforeVersion = (int)(problems.Number("before", before, Versions) ?? 0),
        };
        problems.ThrowIfAny();
        return TypedResults.Ok((await messages.ListVersionsAsync(request, cancellationToken: cancellationToken)).ToView());
    }

    private static async Task<Ok<MessagePage>> ListRepliesAsync(
        [AsParameters] MessagePath path,
        string? after,
        string? limit,
        MessageService.MessageServiceClient messages,
        CancellationToken cancellationToken)
    {
        var problems = new FieldProblems();
        var request = new ListRepliesRequest
        {
            ConversationId = path.ConversationId,
            MessageId = path.MessageId,
            After = problems.Number("after", after, HistoryQuery.Seqs) ?? 0,
            Limit = (int)(problems.Number("limit", limit, HistoryQuery.Limits) ?? 0),
        };
        problems.ThrowIfAny();
        var response = await messages.ListRepliesAsync(request, cancellationToken: cancellationToken);
        return TypedResults.Ok(response.ToPage(backward: false));
    }
}
