namespace Chat.LlmWorker.Publishing;

/// <summary>
/// One record's claim of its job. Its name makes it safe to repeat; another record of the same job has another name, so that
/// it is not given an attempt that has begun.
/// </summary>
internal sealed record JobClaim(Guid JobId, Guid Name)
{
    public static JobClaim Of(Guid jobId) => new(jobId, Guid.NewGuid());
}
