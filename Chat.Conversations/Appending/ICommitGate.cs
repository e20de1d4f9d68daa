namespace Chat.Conversations.Appending;

/// <summary>Does what has to be done between a commit and its answers; it must be short and must not throw.</summary>
internal interface ICommitGate
{
    Task OnCommittedAsync(BatchWrites writes, CancellationToken cancellationToken);
}
