namespace Chat.Gateway.Generation.Streaming;

/// <summary>An event as every reader of the job gets it: encoded once, the same bytes for all.</summary>
/// <param name="Id">Its position.</param>
/// <param name="Seq">Its number in the stream.</param>
/// <param name="Done">Whether it is the last one.</param>
/// <param name="Frame">Its bytes on the wire.</param>
/// <param name="ReadAt">When the node got it, as a timestamp of the node's clock.</param>
internal sealed record StreamedEvent(EntryId Id, long Seq, bool Done, ReadOnlyMemory<byte> Frame, long ReadAt);
