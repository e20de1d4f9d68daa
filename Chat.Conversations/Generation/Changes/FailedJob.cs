namespace Chat.Conversations.Generation.Changes;

/// <summary>What became of a failed attempt, with the job, whose stream may have to be closed.</summary>
internal sealed record FailedJob(JobEnd End, Job Job);
