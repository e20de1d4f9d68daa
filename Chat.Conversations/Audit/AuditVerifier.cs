using Chat.Conversations.Participants;
using Chat.Conversations.Storage;
using Npgsql;

namespace Chat.Conversations.Audit;

/// <summary>
/// Walks the audit trail of every conversation and recomputes its chain: whatever was changed, left out, put in between or
/// cut off at the end shows.
/// </summary>
internal sealed class AuditVerifier(NpgsqlDataSource database)
{
    private const int PageSize = 5_000;
    private const int MostFaults = 100;

    // Served by the primary key (conversation_id, number), from one page to the next.
    private const string Page =
        """
        SELECT a.conversation_id, a.number, a.tenant, a.at, a.actor_type, a.actor_id, a.action, a.target, a.before, a.after,
               a.previous_hash, a.hash
        FROM audit a
        WHERE (a.conversation_id, a.number) > ($1, $2)
        ORDER BY a.conversation_id, a.number
        LIMIT $3
        """;

    // What a conversation says its newest record is; one that was purged says nothing any more.
    private const string Heads =
        """
        SELECT c.id, c.audit_number, c.audit_hash FROM conversations c WHERE c.id = ANY($1::uuid[])
        """;

    // A conversation whose records are all gone.
    private const string Missing =
        """
        SELECT c.id FROM conversations c
        WHERE c.audit_number > 0 AND NOT EXISTS (SELECT FROM audit a WHERE a.conversation_id = c.id)
        LIMIT $1
        """;

    public async Task<AuditReport> RunAsync(CancellationToken cancellationToken)
    {
        var report = new AuditReport();
        AuditRecord? last = null;
        while (report.Faults.Count < MostFaults)
        {
            var page = await ReadAsync(last, cancellationToken);
            var ended = new List<AuditRecord>();
            foreach (var (record, storedHash) in page)
            {
                if (last is not null && last.ConversationId != record.ConversationId) ended.Add(last);
                Check(record, storedHash, last, report);
                last = record;
            }

            if (page.Count < PageSize && last is not null) ended.Add(last);
            await CheckHeadsAsync(ended, report, cancellationToken);
            if (page.Count < PageSize) break;
        }

        await CheckMissingAsync(report, cancellationToken);
        return report;
    }

    private static void Check(AuditRecord record, byte[] storedHash, AuditRecord? last, AuditReport report)
    {
        report.Records++;
        var before = last?.ConversationId == record.ConversationId ? last : null;
        if (before is null) report.Conversations++;
        if (record.Number != (before?.Number ?? 0) + 1)
            report.Add(record, "does not follow the record before it");
        else if (!record.PreviousHash.AsSpan().SequenceEqual(before?.Hash ?? []))
            report.Add(record, "is not chained to the record before it");
        if (!storedHash.AsSpan().SequenceEqual(record.Hash)) report.Add(record, "was changed");
    }

    private async Task<List<(AuditRecord Record, byte[] Hash)>> ReadAsync(
        AuditRecord? after, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(Page);
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = after?.ConversationId ?? Guid.Empty });
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = after?.Number ?? 0 });
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = PageSize });
        return await command.ReadAllAsync(Read, cancellationToken);
    }

    private async Task CheckHeadsAsync(
        IReadOnlyList<AuditRecord> newest, AuditReport report, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(Heads);
        command.Parameters.Add(Column.Array("uuid", newest.Select(r => r.ConversationId)));
        var heads = await command.ReadAllAsync(
            r => (Id: r.GetGuid(0), Number: r.GetInt64(1), Hash: r.GetFieldValue<byte[]>(2)), cancellationToken);
        var byId = heads.ToDictionary(h => h.Id);
        foreach (var record in newest)
        {
            if (!byId.TryGetValue(record.ConversationId, out var head))
            {
                await CheckPurgedAsync(record, report, cancellationToken);
                continue;
            }

            // Records that were added while we read are none of ours.
            if (head.Number < record.Number || (head.Number == record.Number && !head.Hash.AsSpan().SequenceEqual(record.Hash)))
                report.Add(record, "is not the newest record that the conversation knows");
            else if (head.Number > record.Number && !await HasAsync(record, cancellationToken))
                report.Add(record, $"is the last one, and the conversation has {head.Number}");
        }
    }

    /// <summary>The record of the purge comes last; it may have come after we read.</summary>
    private async Task CheckPurgedAsync(AuditRecord last, AuditReport report, CancellationToken cancellationToken)
    {
        if (last.Action != AuditActions.ConversationPurged && !await HasAsync(last, cancellationToken))
            report.Add(last, $"is the last one, and the conversation is gone without a {AuditActions.ConversationPurged}");
    }

    private async Task<bool> HasAsync(AuditRecord before, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(
            "SELECT EXISTS (SELECT FROM audit a WHERE a.conversation_id = $1 AND a.number = $2)");
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = before.ConversationId });
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = before.Number + 1 });
        return await command.ExecuteScalarAsync(cancellationToken) is true;
    }

    private async Task CheckMissingAsync(AuditReport report, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(Missing);
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = MostFaults });
        foreach (var id in await command.ReadAllAsync(r => r.GetGuid(0), cancellationToken))
            report.Faults.Add($"{id}: has no records any more");
    }

    private static (AuditRecord Record, byte[] Hash) Read(NpgsqlDataReader reader) => (
        new AuditRecord(
            reader.GetGuid(0), reader.GetInt64(1), reader.GetString(2), reader.GetFieldValue<DateTimeOffset>(3))
        {
            Actor = PrincipalColumns.Read(reader, 4)!.Value,
            Action = reader.GetString(6),
            Target = reader.GetString(7),
            Before = reader.GetNullableString(8),
            After = reader.GetNullableString(9),
            PreviousHash = reader.GetFieldValue<byte[]>(10),
        },
        reader.GetFieldValue<byte[]>(11));
}
