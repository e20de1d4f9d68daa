namespace Chat.Conversations.Appending;

/// <summary>Hears of what was committed, off the callers' path; must neither throw nor wait.</summary>
internal interface ICommitListener
{
    void OnCommitted(BatchWrites writes);
}
