using Chat.Contracts.Conversations.V1;
using Chat.Gateway.Transports.Sse;
using Grpc.Core;

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
    public async Task ServeAsync(HttpContext context, Guid jobId, ResumePoint? resumeAfter)
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
                await FeedAsync(connection, new Reader(context, job, resumeAfter?.Position), lease.Stream);
        }
        catch (OperationCanceledException) when (connection.HasStarted || connection.Ending.IsCancellationRequested)
        {
            // The client left, was too slow, or the node stops; what was sent stands, and the client resumes after it.
        }
    }

    private async Task FeedAsync(SseConnection connection, Reader reader, JobStream stream)
    {
        tools.Metrics.Opened();
        try
        {
            await connection.StartAsync(connection.Ending);
            if (await TryFeedAsync(connection, reader, stream) is not { } reason)
                return;
            tools.Logger.AccessEnded(Guid.Parse(reader.Job.Id), reason);
            await connection.WriteAsync([SseFrame.Ended(reason)], connection.Ending);
        }
        finally
        {
            tools.Metrics.Closed();
        }
    }

    /// <summary>Feeds the reader; returns why they may not read on, or null at the end of the answer.</summary>
    private async Task<string?> TryFeedAsync(SseConnection connection, Reader reader, JobStream stream)
    {
        await using var access = new ReaderAccess(reader.Job, reader.Context, jobs, tools, connection.Ending);
        try
        {
            await new AnswerFeed(stream, connection, new JobWatch(reader.Job, jobs, tools), stored, tools)
                .RunAsync(reader.Position, access.Ended);
            return null;
        }
        catch (RpcException e) when (e.EndsAccess())
        {
            return ReaderAccess.ReasonOf(e);
        }
        catch (OperationCanceledException) when (access.EndReason is not null)
        {
            return access.EndReason;
        }
    }

    /// <summary>A client that reconnects with the last event's id is told that it is over.</summary>
    private async Task<bool> HasEverythingAsync(
        JobStream stream, Job job, ResumePoint? resumeAfter, CancellationToken cancellationToken)
    {
        if (resumeAfter is not { } point)
            return false;
        if (point.HasLast && job.HasEnded())
            return true;
        await Signal.WaitAsync(stream.Loaded, tools.Options.Value.RedisTimeout, tools.Time, cancellationToken);
        return stream.EndsAt(point.Position);
    }

    /// <summary>Who reads which answer, and after which position.</summary>
    private sealed record Reader(HttpContext Context, Job Job, EntryId? Position);
}
