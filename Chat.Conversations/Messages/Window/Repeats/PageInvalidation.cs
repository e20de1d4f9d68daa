using Chat.Conversations.Appending;

namespace Chat.Conversations.Messages.Window.Repeats;

/// <summary>
/// Drops the pages of what was just committed before anybody is told of the commit. Where Redis does not take that, what was
/// kept ends by itself, see <see cref="WindowOptions.RepeatedFor"/>.
/// </summary>
internal sealed class PageInvalidation(PageStore store) : ICommitGate
{
    public Task OnCommittedAsync(BatchWrites writes, CancellationToken cancellationToken) =>
        writes.Log.Count == 0
            ? Task.CompletedTask
            : store.ChangeAsync(
                writes.Log.GroupBy(row => row.ConversationId).Select(rows => (rows.Key, rows.Max(row => row.Entry.Offset))),
                cancellationToken);
}
