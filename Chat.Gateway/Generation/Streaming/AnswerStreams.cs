using Chat.Contracts.Conversations.V1;
using Chat.Gateway.Transports.Sse;

namespace Chat.Gateway.Generation.Streaming;

/// <summary>Answers a request for a job's event stream, from its authorization to its last event.</summary>
internal sealed class AnswerStreams(
    JobStreams streams,
    SseConnections connections,
    GenerationService.GenerationServiceClient jobs,
    StoredAnswers stored,
    FeedTools tools)
{
    /// <summary>Conversations decides whether the caller may read it, before a byte is sent.</summary>
    public async Task ServeAsync(HttpContext context, Guid jobId, EntryId? resumeAfter)
    {
        using var connection = connections.Create(context);
        var job = await jobs.GetJobAsync(
            new GetJobRequest { JobId = jobId.ToString() }, cancellationToken: connection.Ending);
        using var lease = streams.Open(jobId);
        try
        {
            if (await HasEverythingAsync(lease.Stream, job, resumeAfter, connection.Ending))
                context.Response.StatusCode = StatusCodes.Status204NoContent;
            else
                await FeedAsync(connection, lease.Stream, job, resumeAfter);
        }
        catch (OperationCanceledException) when (connection.HasStarted || connection.Ending.IsCancellationRequested)
        {
            // The client left, was too slow, or the node stops; what was sent stands, and the client resumes after it.
        }
    }

    private async Task FeedAsync(SseConnection connection, JobStream stream, Job job, EntryId? resumeAfter)
    {
        tools.Metrics.Opened();
        try
        {
            await connection.StartAsync(connection.Ending);
            await new AnswerFeed(stream, connection, new JobWatch(job, jobs, tools), stored, tools)
                .RunAsync(resumeAfter, connection.Ending);
        }
        finally
        {
            tools.Metrics.Closed();
        }
    }

    /// <summary>A client that reconnects with the last event's id is told that it is over.</summary>
    private async Task<bool> HasEverythingAsync(
        JobStream stream, Job job, EntryId? resumeAfter, CancellationToken cancellationToken)
    {
        if (resumeAfter is not { } position)
            return false;
        if (position.IsRecordedLast && job.HasEnded())
            return true;
        await Signal.WaitAsync(stream.Loaded, tools.Options.Value.RedisTimeout, tools.Time, cancellationToken);
        return stream.EndsAt(position);
    }
}
