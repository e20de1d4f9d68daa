using Chat.Contracts.Conversations.V1;

namespace Chat.Gateway.Generation.Streaming;

/// <summary>The events that a job's record stands for: the stored text, when it is needed, and the last event.</summary>
internal static class RecordedEnd
{
    /// <summary>The frames that follow what the client has seen, in order.</summary>
    public static List<ReadOnlyMemory<byte>> Frames(Job job, Message? message, Seen seen)
    {
        var major = Math.Max(seen.Position.Major, (ulong)Math.Max(job.Attempt, 1));
        var last = new TokenEvent
        {
            Seq = Math.Max(seen.Seq, seen.Position.Seq) + 1,
            Attempt = Math.Max(job.Attempt, 1),
            Token = "",
            Done = true,
            Status = job.State.ToWord(),
            MessageId = job.MessageId is { Length: > 0 } id ? id : null,
            Usage = job.Usage?.ToView(),
            Reason = job.FailureReason is { Length: > 0 } reason ? reason : null,
        };
        if (message is null || !NeedsText(job, seen))
            return [last.ToFrame(EntryId.Recorded(major, last.Seq))];

        var text = new TokenEvent
        {
            Seq = last.Seq,
            Attempt = last.Attempt,
            Token = message.Content,
            Done = false,
            Snapshot = seen.AnyText,
        };
        return
        [
            text.ToFrame(EntryId.Recorded(major, text.Seq)),
            (last with { Seq = last.Seq + 1 }).ToFrame(EntryId.Recorded(major, last.Seq + 1)),
        ];
    }

    /// <summary>After a cancel nobody who came before it gets more text than the stream gave.</summary>
    private static bool NeedsText(Job job, Seen seen) =>
        !seen.Position.IsRecorded && !(job.State == GenerationState.Cancelled && seen.CameBefore);

    /// <summary>What a client has of an answer.</summary>
    /// <param name="Position">The last event it got.</param>
    /// <param name="Seq">The newest number in the stream.</param>
    /// <param name="AnyText">Whether it may have text that the whole text must replace.</param>
    /// <param name="CameBefore">Whether it came before the job ended.</param>
    internal readonly record struct Seen(EntryId Position, long Seq, bool AnyText, bool CameBefore);
}
