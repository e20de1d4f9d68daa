using Chat.Conversations.Messages;

namespace Chat.Conversations.Conversations;

/// <summary>How far a conversation's log goes, and the time it spans.</summary>
internal sealed record ConversationHead(
    string Tenant, Guid Id, long HeadOffset, DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt)
{
    public ReadPosition At(long position) => new(Tenant, Id, position, CreatedAt, UpdatedAt);
}
