using Chat.Contracts.Conversations.V1;
using Chat.Conversations.Storage;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Chat.Conversations.Publishing;

/// <summary>Collects how far each conversation is published and stores that lazily, for many at once.</summary>
internal sealed class PublishedOffsets(
    NpgsqlDataSource database, IOptions<PublishingOptions> options, TimeProvider time, ILogger<PublishedOffsets> logger)
    : BackgroundService
{
    // Never over a gap: what a crash left unpublished stays behind the offset, for the catch-up to find.
    // Locked in id order, as the appender does, so that the two cannot deadlock.
    private static readonly string Update =
        """
        WITH reached AS (
            SELECT c.id, v.published FROM unnest($1::text[], $2::uuid[], $3::bigint[], $4::bigint[])
                AS v(tenant, id, first, published)
            JOIN conversations c ON c.tenant = v.tenant AND c.id = v.id
            WHERE c.published_offset < v.published AND c.published_offset >= v.first - 1
            ORDER BY c.id
            FOR UPDATE OF c)
        UPDATE conversations c SET published_offset = greatest(c.published_offset, r.published)
        FROM reached r WHERE c.id = r.id
        """;

    private readonly Lock _gate = new();
    private Dictionary<(string Tenant, Guid Id), (long First, long Last)> _reached = [];

    public void Reached(IEnumerable<LogEntry> published)
    {
        lock (_gate)
        {
            foreach (var entry in published)
            {
                var key = (entry.Tenant, Guid.Parse(entry.ConversationId));
                _reached[key] = _reached.TryGetValue(key, out var range)
                    ? Extend(range, entry.Offset)
                    : (entry.Offset, entry.Offset);
            }
        }
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await TryFlushAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(options.Value.FlushInterval, time);
        await timer.EachTickAsync(TryFlushAsync, stoppingToken);
    }

    private async Task TryFlushAsync(CancellationToken cancellationToken)
    {
        var flushed = Take();
        if (flushed.Count == 0) return;
        try
        {
            await using var command = database.CreateCommand(Update);
            command.Parameters.Add(Column.Array("text", flushed.Keys.Select(k => k.Tenant)));
            command.Parameters.Add(Column.Array("uuid", flushed.Keys.Select(k => k.Id)));
            command.Parameters.Add(Column.Array("bigint", flushed.Values.Select(r => r.First)));
            command.Parameters.Add(Column.Array("bigint", flushed.Values.Select(r => r.Last)));
            await command.ExecuteNonQueryAsync(cancellationToken);
        }
        catch (NpgsqlException failure)
        {
            // The entries are out; at worst they go out again.
            logger.FlushFailed(flushed.Count, failure.Message);
        }
    }

    // Keeps the range without gaps; what falls out of it is published once more.
    private static (long First, long Last) Extend((long First, long Last) range, long offset)
    {
        if (offset == range.Last + 1) return (range.First, offset);
        return offset < range.First ? (offset, offset) : range;
    }

    private Dictionary<(string Tenant, Guid Id), (long First, long Last)> Take()
    {
        lock (_gate)
        {
            var taken = _reached;
            _reached = [];
            return taken;
        }
    }
}
