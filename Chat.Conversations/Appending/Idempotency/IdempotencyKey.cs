using Chat.Conversations.Participants;
using Chat.Conversations.Storage;

namespace Chat.Conversations.Appending.Idempotency;

/// <summary>
/// A sender's name for one change. <see cref="Scope"/> is the conversation, or the nil id for a change that creates
/// its conversation.
/// </summary>
internal sealed record IdempotencyKey(string Tenant, Guid Scope, Principal Sender, string ClientId)
{
    public long LockNumber() => Appending.LockNumber.Of(
        Tenant, Scope.ToString("D"), StoredNames.Principals.Of(Sender.Type), Sender.Id, ClientId);
}
