namespace Chat.Gateway.Generation.Streaming;

/// <summary>An event as every reader of the job gets it: encoded once, the same bytes for all.</summary>
/// <param name="Id">Its position.</param>
/// <param name="Seq">Its number in the stream.</param>
/// <param name="Frame">Its bytes on the wire.</param>
/// <param name="ReadAt">When the node got it, as a timestamp of the node's clock.</param>
internal sealed record StreamedEvent(EntryId Id, long Seq, ReadOnlyMemory<byte> Frame, long ReadAt)
{
    /// <summary>What the last event says; null on all others.</summary>
    public TokenEvent? End { get; private init; }

    public bool Done => End is not null;

    /// <summary>Whether nobody may be given what stands before this event any more.</summary>
    public bool IsCancelled => End?.Status == "cancelled";

    public static StreamedEvent Of(EntryId id, TokenEvent said, long readAt) =>
        new(id, said.Seq, said.ToFrame(id), readAt) { End = said.Done ? said : null };

    /// <summary>The same event for a reader who has had this number: seq grows, also where the stream was lost before its end.</summary>
    public StreamedEvent Following(long seq) =>
        End is { } end && Seq <= seq ? Of(Id, end with { Seq = seq + 1 }, ReadAt) : this;
}
