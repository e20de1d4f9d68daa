using System.ComponentModel;
using Chat.Contracts.Conversations.V1;
using Chat.Gateway.Edge.Throttling;
using Chat.Gateway.Generation.Streaming;
using Chat.Gateway.Input;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace Chat.Gateway.Generation;

/// <summary>Asking for an answer, following it and stopping it.</summary>
internal static class GenerationEndpoints
{
    public static RouteGroupBuilder MapGeneration(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/v1/chat").WithTags("Chat").RequireAuthorization();
        group.MapPost("", SubmitAsync).DescribeSubmit();
        group.MapGet("/stream/{jobId:guid}", StreamAsync).RequireRateLimiting(ThrottleSetup.Streams).DescribeStream();
        group.MapGet("/jobs/{jobId:guid}", GetAsync).DescribeGet();
        group.MapPost("/jobs/{jobId:guid}/cancel", CancelAsync).DescribeCancel();
        return group;
    }

    private static async Task<Accepted<SubmittedView>> SubmitAsync(
        HttpRequest request,
        GenerationService.GenerationServiceClient jobs,
        ILogger<PromptBody> logger,
        CancellationToken cancellationToken)
    {
        var prompt = await PromptBody.ReadAsync(request, cancellationToken);
        var view = (await jobs.SubmitAsync(prompt, cancellationToken: cancellationToken)).ToView();
        logger.Accepted(view.JobId, view.ConversationId);
        return TypedResults.Accepted(view.StreamUrl, view);
    }

    private static Task StreamAsync(
        Guid jobId,
        HttpContext context,
        AnswerStreams streams,
        [FromHeader(Name = "Last-Event-ID"), Description("The id of the last event received.")] string? lastEventIdHeader,
        [Description("The same, for clients that cannot set headers.")] string? lastEventId) =>
        streams.ServeAsync(context, jobId, ReadPosition(lastEventIdHeader, lastEventId));

    private static async Task<Ok<JobView>> GetAsync(
        Guid jobId, GenerationService.GenerationServiceClient jobs, CancellationToken cancellationToken)
    {
        var request = new GetJobRequest { JobId = jobId.ToString() };
        return TypedResults.Ok((await jobs.GetJobAsync(request, cancellationToken: cancellationToken)).ToView());
    }

    private static async Task<Ok<JobView>> CancelAsync(
        Guid jobId, GenerationService.GenerationServiceClient jobs, CancellationToken cancellationToken)
    {
        var request = new CancelJobRequest { JobId = jobId.ToString() };
        return TypedResults.Ok((await jobs.CancelJobAsync(request, cancellationToken: cancellationToken)).ToView());
    }

    /// <summary>The header is newer: a browser keeps repeating the query of the first request.</summary>
    private static ResumePoint? ReadPosition(string? header, string? query)
    {
        var (field, text) = string.IsNullOrEmpty(header) ? ("lastEventId", query) : ("Last-Event-ID", header);
        if (string.IsNullOrEmpty(text))
            return null;
        return ResumePoint.TryParse(text, out var point)
            ? point
            : throw FieldProblems.Single(field, $"{field} must be the id of an event of this stream.");
    }
}
