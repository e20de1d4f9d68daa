namespace Chat.LlmWorker.Publishing;

/// <summary>What the writing of a stream asks of the attempt's lease.</summary>
internal interface IAttemptLease
{
    /// <summary>Asks for the lease's state now instead of at the next renewal.</summary>
    void CheckNow();

    /// <summary>Whether Conversations says that the job is still this attempt's; false also when it does not answer.</summary>
    Task<bool> IsHeldAsync(CancellationToken cancellationToken);
}
