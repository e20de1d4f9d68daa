using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Chat.Conversations.Participants;
using Chat.Conversations.Storage;

namespace Chat.Conversations.Appending;

/// <summary>
/// A sender's name for one change. <see cref="Scope"/> is the conversation, or the nil id for a change that creates
/// its conversation.
/// </summary>
internal sealed record IdempotencyKey(string Tenant, Guid Scope, Principal Sender, string ClientId)
{
    /// <summary>
    /// A number to lock while no row exists that could be locked. Two keys may share it; they only wait for each other.
    /// </summary>
    public long LockNumber()
    {
        var text = string.Join('\0', Tenant, Scope, StoredNames.Principals.Of(Sender.Type), Sender.Id, ClientId);
        return BinaryPrimitives.ReadInt64BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
    }
}
