using Chat.Contracts.Conversations.V1;
using Chat.Conversations.Storage;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Chat.Conversations.Publishing;

/// <summary>Collects which entries of each conversation are published and stores that lazily, for many at once.</summary>
internal sealed class PublishedOffsets(
    NpgsqlDataSource database, IOptions<PublishingOptions> options, TimeProvider time, ILogger<PublishedOffsets> logger)
    : BackgroundService
{
    /// <summary>Conversations that wait for a database which cannot be reached.</summary>
    private const int MostKept = 10_000;

    // The offset never goes over a gap: what a crash left unpublished stays behind it, for the catch-up to find. What lies
    // beyond a gap is kept in published_ahead until it is closed, mostly by another replica that writes here too.
    // Locked in id order, as the appender does, so that the two cannot deadlock.
    private static readonly string Update =
        """
        WITH sent AS (
            SELECT v.tenant, v.id, range_agg(int8range(v.first, v.last, '[]')) AS ranges
            FROM unnest($1::text[], $2::uuid[], $3::bigint[], $4::bigint[]) AS v(tenant, id, first, last)
            GROUP BY v.tenant, v.id),
        known AS (
            SELECT c.id, int8multirange(int8range(0, c.published_offset, '[]')) + c.published_ahead + s.ranges AS ranges
            FROM sent s JOIN conversations c ON c.tenant = s.tenant AND c.id = s.id
            WHERE upper(s.ranges) > c.published_offset + 1
            ORDER BY c.id
            FOR UPDATE OF c)
        UPDATE conversations c
        SET published_offset = upper(joined.range) - 1, published_ahead = k.ranges - int8multirange(joined.range)
        FROM known k CROSS JOIN LATERAL (SELECT r AS range FROM unnest(k.ranges) r ORDER BY r LIMIT 1) joined
        WHERE c.id = k.id
        """;

    private readonly Lock _gate = new();
    private Dictionary<(string Tenant, Guid Id), List<(long First, long Last)>> _reached = [];

    public void Reached(IEnumerable<LogEntry> published)
    {
        lock (_gate)
        {
            foreach (var entry in published)
            {
                var key = (entry.Tenant, Guid.Parse(entry.ConversationId));
                if (!_reached.TryGetValue(key, out var ranges)) _reached[key] = ranges = [];
                Add(ranges, entry.Offset);
            }
        }
    }

    public async Task FlushAsync(CancellationToken cancellationToken)
    {
        var flushed = Take();
        if (flushed.Count == 0) return;
        try
        {
            await StoreAsync(flushed, cancellationToken);
        }
        catch (NpgsqlException failure)
        {
            // The entries are out; what is not told next time goes out again.
            Keep(flushed);
            logger.FlushFailed(flushed.Count, failure.Message);
        }
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await FlushAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(options.Value.FlushInterval, time);
        await timer.EachTickAsync(FlushAsync, stoppingToken);
    }

    private static void Add(List<(long First, long Last)> ranges, long offset)
    {
        if (ranges is [.., var newest] && newest.Last + 1 == offset) ranges[^1] = (newest.First, offset);
        else ranges.Add((offset, offset));
    }

    private async Task StoreAsync(
        Dictionary<(string Tenant, Guid Id), List<(long First, long Last)>> flushed, CancellationToken cancellationToken)
    {
        var rows = flushed.SelectMany(reached => reached.Value.Select(range => (reached.Key, Range: range))).ToList();
        await using var command = database.CreateCommand(Update);
        command.Parameters.Add(Column.Array("text", rows.Select(row => row.Key.Tenant)));
        command.Parameters.Add(Column.Array("uuid", rows.Select(row => row.Key.Id)));
        command.Parameters.Add(Column.Array("bigint", rows.Select(row => row.Range.First)));
        command.Parameters.Add(Column.Array("bigint", rows.Select(row => row.Range.Last)));
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private void Keep(Dictionary<(string Tenant, Guid Id), List<(long First, long Last)>> failed)
    {
        lock (_gate)
        {
            if (_reached.Count + failed.Count > MostKept) return;
            foreach (var (key, ranges) in failed)
                _reached[key] = _reached.TryGetValue(key, out var newer) ? [.. ranges, .. newer] : ranges;
        }
    }

    private Dictionary<(string Tenant, Guid Id), List<(long First, long Last)>> Take()
    {
        lock (_gate)
        {
            var taken = _reached;
            _reached = [];
            return taken;
        }
    }
}
