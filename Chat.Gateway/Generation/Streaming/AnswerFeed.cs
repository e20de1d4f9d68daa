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
    private long seq;
    private bool clientHasText;
    private bool isReplay;
    private bool cameBefore;

    /// <summary>Goes on after <paramref name="resumeAfter"/>; null begins at the start. Fails when the caller may not read on.</summary>
    public async Task RunAsync(EntryId? resumeAfter, CancellationToken cancellationToken)
    {
        (position, clientHasText) = (resumeAfter ?? EntryId.Start, resumeAfter is not null);
        (seq, cameBefore) = (position.Seq, resumeAfter is not null || !watch.Job.HasEnded());
        watch.Postpone();
        await stream.Loaded.WaitAsync(cancellationToken);
        isReplay = !cameBefore && await HasEndedAsync(cancellationToken);
        while (!await StepAsync(cancellationToken))
        {
        }
    }

    /// <summary>Whether the stream of an ended job has its end; this node may not have read it yet.</summary>
    private async Task<bool> HasEndedAsync(CancellationToken cancellationToken)
    {
        var changed = stream.Changed;
        if (stream.Ended)
            return true;
        stream.LookAgain();
        await Signal.WaitAsync(changed, tools.Options.Value.RedisTimeout, tools.Time, cancellationToken);
        return stream.Ended;
    }

    /// <summary>Sends what there is, or waits for a change; true after the last event.</summary>
    private async Task<bool> StepAsync(CancellationToken cancellationToken)
    {
        var changed = stream.Changed;
        if (!IsHeldBack)
        {
            var batch = stream.Next(position, isReplay);
            if (batch.Count > 0)
                return await SendAsync(batch, cancellationToken);
        }

        if (await watch.HasEndedSilentlyAsync(cancellationToken))
            return await TrySendRecordAsync(cancellationToken);

        var limit = connection.UntilHeartbeat < watch.UntilDue ? connection.UntilHeartbeat : watch.UntilDue;
        await Signal.WaitAsync(changed, limit, tools.Time, cancellationToken);
        await connection.SendHeartbeatIfDueAsync(cancellationToken);
        return false;
    }

    /// <summary>The stream of a cancelled job says nothing until it has its end.</summary>
    private bool IsHeldBack => watch.Job.State == GenerationState.Cancelled && !stream.Ended;

    private async Task<bool> SendAsync(IReadOnlyList<StreamedEvent> batch, CancellationToken cancellationToken)
    {
        try
        {
            await WriteAsync(batch, cancellationToken);
        }
        catch (OperationCanceledException)
            when (stream.Withdrawn.IsCompleted && !batch[^1].Done && !cancellationToken.IsCancellationRequested)
        {
            // Cancelled while it was under way. Where the client had not taken it yet, the connection is gone now.
            return false;
        }

        foreach (var streamed in batch)
            tools.Metrics.Sent(tools.Time.GetElapsedTime(streamed.ReadAt));
        (position, seq, clientHasText) = (batch[^1].Id, batch[^1].Seq, true);
        watch.Postpone();
        return batch[^1].Done;
    }

    private async Task WriteAsync(IReadOnlyList<StreamedEvent> batch, CancellationToken cancellationToken)
    {
        var frames = batch.Select(streamed => streamed.Following(seq).Frame);
        if (isReplay || batch[^1].Done)
        {
            await connection.WriteAsync(frames, cancellationToken);
            return;
        }

        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var writing = connection.WriteAsync(frames, either.Token);
        if (await Task.WhenAny(writing, stream.Withdrawn) != writing)
            await either.CancelAsync();
        await writing;
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
        var seen = new RecordedEnd.Seen(position, Math.Max(seq, stream.Seq), clientHasText, cameBefore);
        var frames = RecordedEnd.Frames(job, message, seen);
        await connection.WriteAsync(frames, cancellationToken);
        frames.ForEach(_ => tools.Metrics.Sent(TimeSpan.Zero));
        return true;
    }
}
