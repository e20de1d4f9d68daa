using Chat.Contracts.Conversations.V1;
using Chat.Conversations.Audit;
using Chat.Conversations.Conversations;
using Chat.Conversations.Messages;
using Chat.Conversations.Participants;
using Chat.Conversations.Receipts;
using Google.Protobuf.WellKnownTypes;
using AuditRecord = Chat.Conversations.Audit.AuditRecord;
using Conversation = Chat.Conversations.Conversations.Conversation;
using Message = Chat.Conversations.Messages.Message;

namespace Chat.Conversations.Appending;

/// <summary>A conversation under its lock: the one place that hands out offsets, seqs, ids and times.</summary>
internal sealed class LockedConversation(Conversation row, BatchState state)
{
    /// <summary>The newest entry of this batch while it gathers receipts; whatever comes after it begins a new one.</summary>
    private LogRow? _receipts;

    public Conversation Row => row;

    /// <summary>Creates a message; its text becomes part of the log.</summary>
    public Message Create(MessageDraft draft)
    {
        var message = draft.ToMessage(row.Tenant, row.Id, row.LastSeq + 1, NextTime());
        message.LogOffset = row.HeadOffset + 1;
        var entry = new LogEntry { MessageCreated = message.ToWire() };
        Append(draft.Sender, entry, message);
        row.LastSeq++;
        row.MessageCount++;
        row.LastMessageAt = message.CreatedAt;
        row.ActivityAt = message.CreatedAt;
        state.Add(message);
        Audit(draft.Sender, new AuditDetail(AuditActions.MessageCreated, message.Id.ToString("D"))
        {
            After = AuditDetail.Json(new { seq = message.Seq, text = AuditDetail.Text(message.Content) }),
        });
        return message;
    }

    /// <summary>Appends an entry, which carries the whole message when it is about one's content.</summary>
    public DateTimeOffset Append(Principal? actor, LogEntry entry, Message? message = null)
    {
        _receipts = null;
        var createdAt = message is { } created && entry.EventCase == LogEntry.EventOneofCase.MessageCreated
            ? created.CreatedAt
            : NextTime();
        entry.ConversationId = row.Id.ToString("D");
        entry.Tenant = row.Tenant;
        entry.Offset = row.HeadOffset + 1;
        entry.CreatedAt = Timestamp.FromDateTimeOffset(createdAt);
        entry.Actor = actor?.ToWire();
        BeginMonth(createdAt);
        row.HeadOffset++;
        row.UpdatedAt = createdAt;
        if (ChangesHistory(entry)) row.ContentOffset = row.HeadOffset;
        state.Writes.ChangedConversations.Add(row);
        state.Writes.Log.Add(new LogRow(row.Id, createdAt, entry, message) { Actor = actor });
        return createdAt;
    }

    /// <summary>Adds a watermark to the entry that gathers them; many receipts of one batch cost one entry.</summary>
    public void Append(Watermark watermark, Watermarks before)
    {
        var gathering = _receipts;
        if (gathering is null)
        {
            Append(null, new LogEntry { ReceiptsChanged = new ReceiptsChanged() });
            gathering = state.Writes.Log[^1];
        }

        _receipts = gathering;
        gathering.Before.TryAdd(new Principal(watermark.ParticipantType, watermark.ParticipantId), before);
        var watermarks = gathering.Entry.ReceiptsChanged.Watermarks;
        if (watermarks.FirstOrDefault(w => IsSame(w, watermark)) is { } earlier)
        {
            watermark.DeliveredAlone.AddRange(earlier.DeliveredAlone);
            watermark.ReadAlone.AddRange(earlier.ReadAlone);
            watermarks.Remove(earlier);
        }

        watermarks.Add(watermark);
    }

    /// <summary>Puts an act into the audit trail, chained to the one before.</summary>
    public void Audit(Principal actor, AuditDetail detail)
    {
        var record = new AuditRecord(row.Id, ++row.AuditNumber, row.Tenant, state.Now)
        {
            Actor = actor,
            Action = detail.Action,
            Target = detail.Target,
            Before = detail.Before,
            After = detail.After,
            PreviousHash = row.AuditHash,
        };
        row.AuditHash = record.Hash;
        state.Writes.ChangedConversations.Add(row);
        state.Writes.Audit.Add(record);
    }

    /// <summary>Never before the entry ahead, whatever the clock did.</summary>
    public DateTimeOffset NextTime() => state.Now > row.UpdatedAt ? state.Now : row.UpdatedAt;

    private void BeginMonth(DateTimeOffset createdAt)
    {
        var month = ConversationMonth.Of(createdAt);
        if (row.HeadOffset > 0 && ConversationMonth.Of(row.UpdatedAt) == month) return;
        state.Writes.Months.Add(new ConversationMonth(row.Id, month, row.HeadOffset + 1, row.LastSeq + 1));
    }

    private static bool ChangesHistory(LogEntry entry) => entry.EventCase
        is LogEntry.EventOneofCase.MessageCreated
        or LogEntry.EventOneofCase.MessageEdited
        or LogEntry.EventOneofCase.MessageDeleted
        or LogEntry.EventOneofCase.MessageRestored
        or LogEntry.EventOneofCase.PinChanged
        or LogEntry.EventOneofCase.ConversationCleared;

    private static bool IsSame(Watermark one, Watermark other) =>
        one.ParticipantType == other.ParticipantType && one.ParticipantId == other.ParticipantId;
}
