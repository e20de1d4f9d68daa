using Chat.Contracts.Conversations.V1;
using Chat.Conversations.Conversations;
using Chat.Conversations.Participants;
using Chat.Conversations.Storage;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Npgsql;

namespace Chat.Conversations.Receipts;

/// <summary>
/// Finds when participants first had messages: in the first entry of the log in which their watermark reaches it. The
/// log is read once for all messages, and only so far; what lies beyond stays without a time.
/// </summary>
internal sealed class ReceiptTimes(NpgsqlDataSource database)
{
    private const int EntriesAtOnce = 200;

    /// <summary>Entries with receipts that are looked at.</summary>
    private const int MostEntries = 2_000;

    /// <summary>Entries of any kind among which they are looked for.</summary>
    private const int MostOffsets = 20_000;

    // Served by the primary key (conversation_id, offset, created_at) of the partitions since the first message.
    private const string Query =
        """
        SELECT l."offset", l.created_at, l.event::text FROM log l
        WHERE l.tenant = $1 AND l.conversation_id = $2 AND l."offset" > $3 AND l."offset" <= $4
          AND l.created_at BETWEEN $5 AND $6 AND l.kind = 'receipts_changed'
        ORDER BY l."offset"
        LIMIT $7
        """;

    // An older replica may read what a newer one wrote.
    private static readonly JsonParser Parser = new(JsonParser.Settings.Default.WithIgnoreUnknownFields(true));

    public async Task FillAsync(
        ConversationHead head,
        IReadOnlyList<ReceivedMessage> messages,
        IReadOnlyList<PendingReceipt> receipts,
        CancellationToken cancellationToken)
    {
        if (receipts.Count == 0) return;
        var pending = receipts.GroupBy(receipt => receipt.Principal).ToDictionary(group => group.Key, group => group.ToList());
        var scan = new Scan(messages.Min(message => message.LogOffset), messages.Min(message => message.CreatedAt));
        var end = scan.Offset + MostOffsets;
        for (var read = 0; read < MostEntries && pending.Count > 0; read += EntriesAtOnce)
        {
            var entries = await ReadAsync(head, scan, end, cancellationToken);
            foreach (var entry in entries) Settle(pending, entry);
            if (entries.Count < EntriesAtOnce) return;
            scan = scan with { Offset = entries[^1].Offset };
        }
    }

    private static void Settle(Dictionary<Principal, List<PendingReceipt>> pending, Entry entry)
    {
        var at = Timestamp.FromDateTimeOffset(entry.CreatedAt);
        foreach (var watermark in entry.Event.Watermarks)
        {
            var principal = new Principal(watermark.ParticipantType, watermark.ParticipantId);
            if (!pending.TryGetValue(principal, out var waiting)) continue;
            foreach (var reached in waiting.Where(receipt => receipt.IsReachedBy(watermark))) reached.Receipt.At = at;
            waiting.RemoveAll(receipt => receipt.IsReachedBy(watermark));
            if (waiting.Count == 0) pending.Remove(principal);
        }
    }

    private async Task<List<Entry>> ReadAsync(
        ConversationHead head, Scan scan, long end, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(Query);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = head.Tenant });
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = head.Id });
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = scan.Offset });
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = end });
        command.Parameters.Add(new NpgsqlParameter<DateTimeOffset> { TypedValue = scan.From });
        command.Parameters.Add(new NpgsqlParameter<DateTimeOffset> { TypedValue = head.UpdatedAt });
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = EntriesAtOnce });
        return await command.ReadAllAsync(ReadEntry, cancellationToken);
    }

    private static Entry ReadEntry(NpgsqlDataReader reader) => new(
        reader.GetInt64(0),
        reader.GetFieldValue<DateTimeOffset>(1),
        Parser.Parse<ReceiptsChanged>(reader.GetString(2)));

    private sealed record Entry(long Offset, DateTimeOffset CreatedAt, ReceiptsChanged Event);

    private sealed record Scan(long Offset, DateTimeOffset From);
}
