namespace Chat.LlmWorker.Publishing;

/// <summary>One attempt at one job; the attempt is the fencing token of everything that is written for it.</summary>
internal sealed record JobAttempt(Guid JobId, int Attempt);
