using Chat.Contracts.Conversations.V1;
using Chat.Gateway.Transports.Sse;
using Grpc.Core;

namespace Chat.Gateway.Generation.Streaming;

/// <summary>
/// Feeds one connection with one job's answer, from its position to the last event: from the token stream, or from the
/// job's record when the stream has no end.
/// </summary>
internal sealed class AnswerFeed(
    JobStream stream, SseConnection connection, JobWatch watch, StoredAnswers stored, FeedTools tools)
{
    private EntryId position;
    private bool clientHasText;

    /// <summary>Goes on after <paramref name="resumeAfter"/>; null begins at the start.</summary>
    public async Task RunAsync(EntryId? resumeAfter, CancellationToken cancellationToken)
    {
        (position, clientHasText) = (resumeAfter ?? EntryId.Start, resumeAfter is not null);
        watch.Postpone();
        await stream.Loaded.WaitAsync(cancellationToken);
        try
        {
            while (!await StepAsync(cancellationToken))
            {
            }
        }
        catch (RpcException e) when (e.EndsAccess())
        {
            // The token expired or the caller left the conversation: a reconnect learns which.
            tools.Logger.AccessEnded(Guid.Parse(watch.Job.Id), e.StatusCode.ToString());
        }
    }

    /// <summary>Sends what there is, or waits for a change; true after the last event.</summary>
    private async Task<bool> StepAsync(CancellationToken cancellationToken)
    {
        var changed = stream.Changed;
        var batch = stream.After(position);
        if (batch.Count > 0)
            return await SendAsync(batch, cancellationToken);
        if (await watch.HasEndedSilentlyAsync(cancellationToken))
            return await TrySendRecordAsync(cancellationToken);

        var limit = connection.UntilHeartbeat < watch.UntilDue ? connection.UntilHeartbeat : watch.UntilDue;
        await Signal.WaitAsync(changed, limit, tools.Time, cancellationToken);
        await connection.SendHeartbeatIfDueAsync(cancellationToken);
        return false;
    }

    private async Task<bool> SendAsync(IReadOnlyList<StreamedEvent> batch, CancellationToken cancellationToken)
    {
        await connection.WriteAsync(batch.Select(streamed => streamed.Frame), cancellationToken);
        foreach (var streamed in batch)
            tools.Metrics.Sent(tools.Time.GetElapsedTime(streamed.ReadAt));
        (position, clientHasText) = (batch[^1].Id, true);
        watch.Postpone();
        return batch[^1].Done;
    }

    /// <summary>The job has ended and its stream never will: the stored message is the answer.</summary>
    private async Task<bool> TrySendRecordAsync(CancellationToken cancellationToken)
    {
        var job = watch.Job;
        Message? message;
        try
        {
            message = await stored.FindAsync(job, cancellationToken);
        }
        catch (RpcException e) when (!e.EndsAccess())
        {
            watch.Retry(e);
            return false;
        }

        tools.Logger.EndedFromRecord(Guid.Parse(job.Id), job.State.ToWord());
        var frames = RecordedEnd.Frames(job, message, new RecordedEnd.Seen(position, stream.Head.Seq, clientHasText));
        await connection.WriteAsync(frames, cancellationToken);
        frames.ForEach(_ => tools.Metrics.Sent(TimeSpan.Zero));
        return true;
    }
}
