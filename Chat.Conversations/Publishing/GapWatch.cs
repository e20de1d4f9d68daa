using Microsoft.Extensions.Options;

namespace Chat.Conversations.Publishing;

/// <summary>
/// Tells a gap that stays from one that another replica is about to close: a conversation that is written all the time always
/// has entries that are not yet noted as published.
/// </summary>
internal sealed class GapWatch(IOptions<PublishingOptions> options, TimeProvider time)
{
    private const int MostWatched = 10_000;

    private readonly Dictionary<Guid, (long At, long Since)> _seen = [];

    /// <summary>Whether nobody has closed it for long enough.</summary>
    public bool Stays(Behind behind)
    {
        var (id, at) = (behind.From.ConversationId, behind.From.At);
        if (behind.IsQuiet)
        {
            _seen.Remove(id);
            return true;
        }

        if (_seen.TryGetValue(id, out var seen) && seen.At == at)
            return time.GetElapsedTime(seen.Since) >= options.Value.CatchUpAfter;
        if (_seen.Count >= MostWatched) _seen.Clear();
        _seen[id] = (at, time.GetTimestamp());
        return false;
    }
}
