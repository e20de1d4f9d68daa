using Chat.Contracts.Conversations.V1;

namespace Chat.Conversations.Generation.Changes;

/// <summary>The answer to a claim; <see cref="Job"/> is set when it was granted.</summary>
internal sealed record ClaimedJob(ClaimOutcome Outcome, Job? Job, int Attempt, DateTimeOffset? LeaseExpiresAt)
{
    public static ClaimedJob Granted(Job job) => new(ClaimOutcome.Claimed, job, job.Attempt, job.LeaseExpiresAt);

    public static ClaimedJob Refused(ClaimOutcome outcome) => new(outcome, null, 0, null);
}
