namespace Chat.LlmWorker.Generation;

/// <summary>What became of a request, for the consumer that must settle its record.</summary>
internal enum JobOutcome
{
    /// <summary>Nothing more to do here: the job ended, or somebody else is responsible for its end.</summary>
    Done,

    /// <summary>The job could not be claimed for now; the same record must be tried again.</summary>
    Retry,

    /// <summary>The record points to nothing that could ever be run.</summary>
    Poison,
}
