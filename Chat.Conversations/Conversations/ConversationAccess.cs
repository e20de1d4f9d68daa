using Chat.Conversations.Audit;
using Chat.Conversations.Errors;
using Chat.Conversations.Participants;

namespace Chat.Conversations.Conversations;

/// <summary>
/// The one door of every read of a conversation: who may not read it finds nothing, and an administrator's look at a
/// conversation of others is on record before anything is answered.
/// </summary>
internal sealed class ConversationAccess(ConversationHeads heads, IPrivilegedReads privileged)
{
    public async Task<ConversationHead> EnterAsync(
        Caller caller, string reference, string action, CancellationToken cancellationToken) =>
        await EnteredAsync(
            await heads.FindAsync(caller, reference, cancellationToken), caller, action, cancellationToken);

    public async Task<ConversationHead> EnterAsync(
        Caller caller, Guid id, string action, CancellationToken cancellationToken) =>
        await EnteredAsync(await heads.FindAsync(caller, id, cancellationToken), caller, action, cancellationToken);

    private async Task<ConversationHead> EnteredAsync(
        ConversationHead? head, Caller caller, string action, CancellationToken cancellationToken)
    {
        if (head is null) throw new ChatException(ChatError.NotFound("conversation"));
        if (head.Privileged) await privileged.RecordAsync(caller, head.Id, action, cancellationToken);
        return head;
    }
}
