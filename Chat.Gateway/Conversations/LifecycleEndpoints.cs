using Chat.Contracts.Conversations.V1;
using Chat.Gateway.Input;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Chat.Gateway.Conversations;

/// <summary>The ways a conversation goes, from active to purged.</summary>
internal static class LifecycleEndpoints
{
    public static void MapLifecycle(this IEndpointRouteBuilder routes)
    {
        routes.MapPost(Paths.Conversation + "/archive", ArchiveAsync).DescribeArchive();
        routes.MapPost(Paths.Conversation + "/close", CloseAsync).DescribeClose();
        routes.MapPost(Paths.Conversation + "/reopen", ReopenAsync).DescribeReopen();
        routes.MapPost(Paths.Conversation + "/clear", ClearAsync).DescribeClear();
        routes.MapPost(Paths.Conversation + "/restore", RestoreAsync).DescribeRestore();
        routes.MapPost(Paths.Conversation + "/purge", PurgeAsync).DescribePurge();
        routes.MapPost(Paths.Conversation + "/summary", SummarizeAsync).DescribeSummarize();
    }

    private static Task<Ok<ConversationView>> ArchiveAsync(
        string conversationId,
        ConversationChangeService.ConversationChangeServiceClient changes,
        CancellationToken cancellationToken) =>
        ChangeStatusAsync(changes, conversationId, "archived", cancellationToken);

    private static Task<Ok<ConversationView>> CloseAsync(
        string conversationId,
        ConversationChangeService.ConversationChangeServiceClient changes,
        CancellationToken cancellationToken) =>
        ChangeStatusAsync(changes, conversationId, "closed", cancellationToken);

    private static Task<Ok<ConversationView>> ReopenAsync(
        string conversationId,
        ConversationChangeService.ConversationChangeServiceClient changes,
        CancellationToken cancellationToken) =>
        ChangeStatusAsync(changes, conversationId, "active", cancellationToken);

    private static async Task<Ok<ConversationView>> ClearAsync(
        string conversationId,
        ConversationChangeService.ConversationChangeServiceClient changes,
        CancellationToken cancellationToken)
    {
        var conversation = await changes.ClearAsync(Of(conversationId), cancellationToken: cancellationToken);
        return TypedResults.Ok(conversation.ToViewWithParticipants());
    }

    private static async Task<Ok<ConversationView>> RestoreAsync(
        string conversationId,
        ConversationChangeService.ConversationChangeServiceClient changes,
        CancellationToken cancellationToken)
    {
        var conversation = await changes.RestoreAsync(Of(conversationId), cancellationToken: cancellationToken);
        return TypedResults.Ok(conversation.ToViewWithParticipants());
    }

    private static async Task<Ok<PurgedView>> PurgeAsync(
        string conversationId,
        ConversationChangeService.ConversationChangeServiceClient changes,
        CancellationToken cancellationToken)
    {
        var purged = await changes.PurgeAsync(Of(conversationId), cancellationToken: cancellationToken);
        return TypedResults.Ok(new PurgedView(purged.Messages, purged.LogEntries));
    }

    private static async Task<Accepted<SummaryJobView>> SummarizeAsync(
        string conversationId,
        ConversationChangeService.ConversationChangeServiceClient changes,
        CancellationToken cancellationToken)
    {
        var started = await changes.RequestSummaryAsync(Of(conversationId), cancellationToken: cancellationToken);
        return TypedResults.Accepted(Paths.OfJob(started.JobId), new SummaryJobView(started.JobId));
    }

    private static async Task<Ok<ConversationView>> ChangeStatusAsync(
        ConversationChangeService.ConversationChangeServiceClient changes,
        string conversationId,
        string status,
        CancellationToken cancellationToken)
    {
        var request = new ChangeStatusRequest { ConversationId = conversationId, Status = status };
        var conversation = await changes.ChangeStatusAsync(request, cancellationToken: cancellationToken);
        return TypedResults.Ok(conversation.ToViewWithParticipants());
    }

    private static ConversationRequest Of(string conversationId) => new() { ConversationId = conversationId };
}

/// <summary>What is gone for good.</summary>
/// <param name="Messages">How many messages.</param>
/// <param name="LogEntries">How many log entries.</param>
public sealed record PurgedView(long Messages, long LogEntries);

/// <summary>A summary that is under way.</summary>
/// <param name="JobId">The job that writes it into <c>contextSummary</c>.</param>
public sealed record SummaryJobView(string JobId);
