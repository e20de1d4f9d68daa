using System.Globalization;
using Chat.Contracts.Conversations.V1;
using Chat.Conversations.Conversations;
using Chat.Conversations.Errors;
using Chat.Conversations.Messages;
using Chat.Conversations.Paging;
using Chat.Conversations.Storage;
using Npgsql;

namespace Chat.Conversations.Receipts;

/// <summary>Tells who has received and read messages, computed from the marks of those who take part now.</summary>
internal sealed class ReceiptReader(NpgsqlDataSource database, ReceiptTimes times)
{
    /// <summary>What the time of a receipt takes on the wire, at most.</summary>
    private const int TimeBytes = 20;

    // Served by the primary key and the unique index (conversation_id, seq, created_at) of the partitions in between.
    private const string Messages =
        """
        SELECT m.id, m.seq, m.created_at, m.log_offset, m.sender_type, m.sender_id FROM messages m
        WHERE m.tenant = $1 AND m.conversation_id = $2 AND (m.id = ANY($3) OR m.seq = ANY($4))
          AND m.created_at BETWEEN $5 AND $6 AND m.seq > $7 AND m.deleted_at IS NULL
        """;

    // Served by the primary key of participants.
    private const string Participants =
        """
        SELECT p.participant_type, p.participant_id, p.joined_seq, p.delivered_seq, p.read_seq, p.earlier_stays,
               p.delivered_beyond::text, p.read_beyond::text
        FROM participants p
        WHERE p.tenant = $1 AND p.conversation_id = $2 AND p.left_at IS NULL
        ORDER BY p.joined_at, p.participant_type, p.participant_id
        """;

    /// <summary>
    /// For each of the messages, as far as they fit. One that is not there is refused, or left out where the caller names
    /// messages of a page, of which some may have been deleted since.
    /// </summary>
    public async Task<ViewReceiptsResponse> ViewAsync(
        ConversationHead head, (IReadOnlyList<string> References, bool LiveOnly) of, CancellationToken cancellationToken)
    {
        var messages = await MessagesAsync(head, of.References, cancellationToken);
        if (!of.LiveOnly && messages.Contains(null)) throw new ChatException(ChatError.NotFound("message"));
        var participants = await ParticipantsAsync(head, cancellationToken);
        var page = new Page<MessageReceipts>(messages.Count, SizeOf);
        var (viewed, pending) = (0, new List<PendingReceipt>());
        foreach (var message in messages)
        {
            var receipts = new List<PendingReceipt>();
            if (message is not null && !page.TryAdd(View(message, participants, receipts))) break;
            pending.AddRange(receipts);
            viewed++;
        }

        await times.FillAsync(head, [.. messages.Take(viewed).OfType<ReceivedMessage>()], pending, cancellationToken);
        return new ViewReceiptsResponse { Messages = { page.Items }, Viewed = viewed };
    }

    /// <summary>With the times, which are found last.</summary>
    private static int SizeOf(MessageReceipts view) =>
        view.CalculateSize() + ((view.DeliveredTo.Count + view.ReadBy.Count) * TimeBytes);

    private static MessageReceipts View(
        ReceivedMessage message, List<ReceivingParticipant> participants, List<PendingReceipt> pending)
    {
        var view = new MessageReceipts { MessageId = message.Id.ToString("D"), Seq = message.Seq };
        foreach (var participant in participants.Where(participant => participant.Principal != message.Sender))
        {
            if (participant.Stays.Any(stay => stay.Received(message.Seq)))
                view.DeliveredTo.Add(Pending(participant, reading: false));
            if (participant.Stays.Any(stay => stay.Read(message.Seq)))
                view.ReadBy.Add(Pending(participant, reading: true));
        }

        return view;

        Receipt Pending(ReceivingParticipant participant, bool reading)
        {
            var receipt = participant.NewReceipt();
            pending.Add(new PendingReceipt(participant.Principal, message.Seq, reading, receipt));
            return receipt;
        }
    }

    /// <summary>In the order in which they were named; null for one that is not there.</summary>
    private async Task<List<ReceivedMessage?>> MessagesAsync(
        ConversationHead head, IReadOnlyList<string> references, CancellationToken cancellationToken)
    {
        var ids = references.Where(IsId).Select(Guid.Parse).ToArray();
        var seqs = references.Where(reference => !IsId(reference)).Select(SeqOf).ToArray();
        await using var command = database.CreateCommand(Messages);
        var (from, to) = TimeOf(head, ids, seqs);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = head.Tenant });
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = head.Id });
        command.Parameters.Add(Column.Array("uuid", ids));
        command.Parameters.Add(Column.Array("bigint", seqs));
        command.Parameters.Add(new NpgsqlParameter<DateTimeOffset> { TypedValue = from });
        command.Parameters.Add(new NpgsqlParameter<DateTimeOffset> { TypedValue = to });
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = head.ClearedSeq });
        var found = await command.ReadAllAsync(ReceivedMessage.Read, cancellationToken);
        return [.. references.Select(reference =>
            found.Find(message => IsId(reference) ? message.Id == Guid.Parse(reference) : message.Seq == SeqOf(reference)))];
    }

    private async Task<List<ReceivingParticipant>> ParticipantsAsync(
        ConversationHead head, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(Participants);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = head.Tenant });
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = head.Id });
        return await command.ReadAllAsync(ReceivingParticipant.Read, cancellationToken);
    }

    /// <summary>The time in which the messages were written: it names their partitions.</summary>
    private static (DateTimeOffset From, DateTimeOffset To) TimeOf(ConversationHead head, Guid[] ids, long[] seqs)
    {
        var times = ids.Select(MessageTime.OfId).ToList();
        if (seqs.Length > 0)
        {
            var months = head.Months.Between(seqs.Min() - 1, seqs.Max() + 1).ToList();
            times.AddRange(months.Select(month => month.From));
            times.AddRange(months.Select(month => month.To));
        }

        return times.Count == 0 ? (head.CreatedAt, head.UpdatedAt) : (times.Min(), times.Max());
    }

    private static bool IsId(string reference) => Guid.TryParseExact(reference, "D", out _);

    /// <summary>0 for a number that no message has.</summary>
    private static long SeqOf(string reference) =>
        long.TryParse(reference, NumberStyles.None, CultureInfo.InvariantCulture, out var seq) && seq < long.MaxValue ? seq : 0;
}
