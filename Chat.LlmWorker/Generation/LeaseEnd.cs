namespace Chat.LlmWorker.Generation;

/// <summary>Why an attempt may not go on.</summary>
internal enum LeaseEnd
{
    /// <summary>It may.</summary>
    None,

    /// <summary>The job was cancelled; the partial answer is to be reported.</summary>
    Cancelled,

    /// <summary>The job is somebody else's, or it must be assumed; nothing is to be reported.</summary>
    Lost,
}
