namespace Chat.LlmWorker.Publishing;

/// <summary>
/// What the script answered: whether the stream takes this attempt's entries, its last position, and whether it was
/// empty before this entry.
/// </summary>
internal readonly record struct AppendResult(bool IsAccepted, long Seq, bool IsFresh);
