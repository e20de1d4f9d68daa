using Chat.Conversations.Participants;
using Chat.Conversations.Storage;
using Microsoft.EntityFrameworkCore;

namespace Chat.Conversations.Conversations;

/// <summary>Reads conversations for their participants; for everybody else they do not exist.</summary>
internal sealed class ConversationQueries(ChatDbContext context)
{
    public Task<Conversation?> FindAsync(Guid id, Caller caller, CancellationToken cancellationToken) =>
        OfParticipant(caller)
            .Include(c => c.Participants.Where(p => p.LeftAt == null))
            .SingleOrDefaultAsync(c => c.Id == id, cancellationToken);

    /// <summary>
    /// Newest activity first. Served by the index participants_of and the primary key; the sort is over the caller's
    /// own conversations.
    /// </summary>
    public Task<List<Conversation>> ListAsync(
        Caller caller, ConversationCursor? after, int limit, CancellationToken cancellationToken)
    {
        var conversations = OfParticipant(caller);
        if (after is not null)
        {
            conversations = conversations.Where(c => EF.Functions.LessThan(
                ValueTuple.Create(c.UpdatedAt, c.Id), ValueTuple.Create(after.UpdatedAt, after.Id)));
        }

        return conversations
            .OrderByDescending(c => c.UpdatedAt).ThenByDescending(c => c.Id)
            .Take(limit)
            .ToListAsync(cancellationToken);
    }

    /// <summary>Where a conversation's log and messages stand; null when the caller does not take part.</summary>
    public Task<ConversationHead?> HeadAsync(Guid id, Caller caller, CancellationToken cancellationToken) =>
        OfParticipant(caller)
            .Where(c => c.Id == id)
            .Select(c => new ConversationHead(c.Tenant, c.Id, c.HeadOffset, c.CreatedAt, c.UpdatedAt))
            .SingleOrDefaultAsync(cancellationToken);

    private IQueryable<Conversation> OfParticipant(Caller caller)
    {
        var (tenant, (type, id)) = caller;
        return context.Conversations.AsNoTracking().Where(c =>
            c.Tenant == tenant && c.DeletedAt == null
            && c.Participants.Any(p =>
                p.Tenant == tenant && p.Type == type && p.Id == id && p.LeftAt == null));
    }
}
