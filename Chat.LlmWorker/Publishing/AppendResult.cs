namespace Chat.LlmWorker.Publishing;

/// <summary>What the script answered: what became of the entry, and the stream's last position.</summary>
internal readonly record struct AppendResult(AppendOutcome Outcome, long Seq);

/// <summary>What becomes of an entry.</summary>
internal enum AppendOutcome
{
    /// <summary>It is in the stream.</summary>
    Accepted,

    /// <summary>The stream takes nothing more from this attempt.</summary>
    Refused,

    /// <summary>What this attempt wrote before is gone; the stream takes the whole text only.</summary>
    Lost,
}
