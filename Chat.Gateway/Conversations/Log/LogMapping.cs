using Chat.Contracts.Conversations.V1;
using Chat.Gateway.Messages;
using Chat.Gateway.Participants;

namespace Chat.Gateway.Conversations.Log;

/// <summary>Turns log entries into their views.</summary>
internal static class LogMapping
{
    public static LogPage ToPage(this ReadLogResponse response) =>
        new([.. response.Entries.Select(ToView)], response.HeadOffset);

    public static LogEntryView ToView(this LogEntry entry) => ToEvent(entry) with
    {
        Offset = entry.Offset,
        At = entry.CreatedAt.ToDateTime(),
        Actor = entry.Actor?.ToView(),
    };

    private static LogEntryView ToEvent(LogEntry entry) => entry.EventCase switch
    {
        LogEntry.EventOneofCase.MessageCreated => new MessageCreatedEntry(entry.MessageCreated.ToView()),
        LogEntry.EventOneofCase.MessageEdited => new MessageEditedEntry(entry.MessageEdited.ToView()),
        LogEntry.EventOneofCase.MessageDeleted => ToEvent(entry.MessageDeleted),
        LogEntry.EventOneofCase.MessageRestored => new MessageRestoredEntry(entry.MessageRestored.ToView()),
        LogEntry.EventOneofCase.ReactionChanged => ToEvent(entry.ReactionChanged),
        LogEntry.EventOneofCase.PinChanged => ToEvent(entry.PinChanged),
        LogEntry.EventOneofCase.ParticipantJoined => ToEvent(entry.ParticipantJoined),
        LogEntry.EventOneofCase.ParticipantLeft => ToEvent(entry.ParticipantLeft),
        LogEntry.EventOneofCase.RoleChanged => ToEvent(entry.RoleChanged),
        LogEntry.EventOneofCase.ThreadCreated => ToEvent(entry.ThreadCreated),
        LogEntry.EventOneofCase.GenerationChanged => ToEvent(entry.GenerationChanged),
        LogEntry.EventOneofCase.ReceiptsChanged => ToEvent(entry.ReceiptsChanged),
        LogEntry.EventOneofCase.ConversationChanged => ToEvent(entry.ConversationChanged),
        LogEntry.EventOneofCase.ConversationCleared => new ConversationClearedEntry(entry.ConversationCleared.UptoSeq),
        LogEntry.EventOneofCase.ConversationDeleted => new ConversationDeletedEntry(),
        LogEntry.EventOneofCase.ConversationRestored => new ConversationRestoredEntry(),
        _ => new OtherEntry(),
    };

    private static MessageDeletedEntry ToEvent(MessageDeleted deleted) =>
        new(deleted.MessageId, deleted.Seq, deleted.ThreadId.NullIfEmpty());

    private static ReactionChangedEntry ToEvent(ReactionChanged changed) =>
        new(changed.MessageId, changed.Seq, changed.Emoji, changed.Added, changed.Count);

    private static PinChangedEntry ToEvent(PinChanged changed) => new(changed.MessageId, changed.Seq, changed.Pinned);

    private static ParticipantJoinedEntry ToEvent(ParticipantJoined joined) =>
        new(new PrincipalView(joined.ParticipantId, Words.Of(joined.ParticipantType)), joined.Role);

    private static ParticipantLeftEntry ToEvent(ParticipantLeft left) =>
        new(new PrincipalView(left.ParticipantId, Words.Of(left.ParticipantType)), left.Removed);

    private static RoleChangedEntry ToEvent(RoleChanged changed) =>
        new(new PrincipalView(changed.ParticipantId, Words.Of(changed.ParticipantType)), changed.Role);

    private static ThreadCreatedEntry ToEvent(ThreadCreated created) =>
        new(created.ThreadId, created.Title.NullIfEmpty(), created.RootSeq);

    private static GenerationChangedEntry ToEvent(GenerationChanged changed) => new(
        changed.JobId, Words.Of(changed.State), changed.Attempt, changed.Reason.NullIfEmpty(), changed.Kind.NullIfEmpty());

    private static ReceiptsChangedEntry ToEvent(ReceiptsChanged changed) => new([.. changed.Watermarks.Select(ToView)]);

    private static WatermarkView ToView(Watermark mark) => new(
        new PrincipalView(mark.ParticipantId, Words.Of(mark.ParticipantType)), mark.DeliveredSeq, mark.ReadSeq)
        {
            DeliveredAlone = [.. mark.DeliveredAlone],
            ReadAlone = [.. mark.ReadAlone],
        };

    private static ConversationChangedEntry ToEvent(ConversationChanged changed) => new()
    {
        Changed = changed.Changed,
        Status = changed.Status.NullIfEmpty(),
        Title = changed.Title.NullIfEmpty(),
        Description = changed.Description.NullIfEmpty(),
        Tags = changed.Tags,
        Metadata = changed.MetadataJson.ToJson(),
        Channel = changed.Channel.NullIfEmpty(),
        ContextSummary = changed.ContextSummary.NullIfEmpty(),
        ExternalId = changed.ExternalId.NullIfEmpty(),
        PermissionOverrides = changed.PermissionOverrides.NullIfEmpty(),
    };
}
