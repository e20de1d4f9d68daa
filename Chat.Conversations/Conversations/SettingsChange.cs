using Chat.Contracts.Conversations.V1;
using Chat.Conversations.Appending;
using Chat.Conversations.Audit;
using Chat.Conversations.Participants;

namespace Chat.Conversations.Conversations;

/// <summary>Tells readers and the audit trail that a conversation's settings changed.</summary>
internal static class SettingsChange
{
    public const string Status = "status";
    public const string Title = "title";
    public const string Description = "description";
    public const string Tags = "tags";
    public const string Metadata = "metadata";
    public const string Channel = "channel";
    private const string ContextSummary = "contextSummary";

    /// <summary>Nothing that was cleared comes back in a summary, and a late one does not replace one that knows more.</summary>
    public static void KeepSummary(this LockedConversation conversation, string summary, long knownSeq, Principal agent)
    {
        var row = conversation.Row;
        if (knownSeq <= row.ClearedSeq || knownSeq < row.ContextSummarySeq) return;
        (row.ContextSummary, row.ContextSummarySeq) = (summary, knownSeq);
        conversation.TellSettings(agent, [ContextSummary]);
    }

    /// <summary>Writes the settings as they stand now, and which of them changed.</summary>
    public static void TellSettings(
        this LockedConversation conversation, Principal actor, IReadOnlyList<string> changed, string? before = null)
    {
        var row = conversation.Row;
        row.UpdatedBy = actor;
        var entry = new ConversationChanged
        {
            Changed = { changed },
            Status = row.Status,
            Title = row.Title ?? "",
            Description = row.Description ?? "",
            Tags = { row.Tags },
            MetadataJson = row.Metadata ?? "",
            Channel = row.Channel,
            ContextSummary = row.ContextSummary ?? "",
        };
        conversation.Append(actor, new LogEntry { ConversationChanged = entry });
        conversation.Audit(actor, new AuditDetail(AuditActions.ConversationChanged)
        {
            Before = before,
            After = AuditDetail.Json(new { changed, status = row.Status, title = row.Title, tags = row.Tags }),
        });
    }
}
