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
    public const string ExternalId = "externalId";
    public const string PermissionOverrides = "permissionOverrides";
    private const string ContextSummary = "contextSummary";

    /// <summary>Nothing that was cleared comes back in a summary, and a late one does not replace one that knows more.</summary>
    public static void KeepSummary(this LockedConversation conversation, string summary, long knownSeq, Principal agent)
    {
        var row = conversation.Row;
        if (knownSeq <= row.ClearedSeq || knownSeq < row.ContextSummarySeq) return;
        (row.ContextSummary, row.ContextSummarySeq) = (summary, knownSeq);
        conversation.TellSettings(agent, [ContextSummary]);
    }

    /// <summary>What was deleted does not live on in the summary: it goes too, and the next one is made without it.</summary>
    public static void ForgetSummaryOf(this LockedConversation conversation, long seq, Principal actor)
    {
        var row = conversation.Row;
        if (row.ContextSummary is null || seq > row.ContextSummarySeq) return;
        row.ContextSummary = null;
        conversation.TellSettings(actor, [ContextSummary]);
    }

    /// <summary>Writes the settings as they stand now, and which of them changed.</summary>
    public static void TellSettings(
        this LockedConversation conversation, Principal actor, IReadOnlyList<string> changed, string? before = null)
    {
        var row = conversation.Row;
        conversation.AppendSettings(actor, changed);
        conversation.Audit(actor, new AuditDetail(AuditActions.ConversationChanged)
        {
            Before = before,
            After = AuditDetail.Json(new
            {
                changed, status = row.Status, title = row.Title, tags = row.Tags, permissionOverrides = row.PermissionOverrides,
            }),
        });
    }

    /// <summary>Gives it a name that it did not have; from now on it is told and found by that one.</summary>
    public static void GiveName(this LockedConversation conversation, Principal actor, string externalId)
    {
        conversation.Row.ExternalId = externalId;
        conversation.AppendSettings(actor, [ExternalId]);
        conversation.Audit(actor, new AuditDetail(AuditActions.ConversationChanged)
        {
            After = AuditDetail.Json(new { externalId }),
        });
    }

    private static void AppendSettings(
        this LockedConversation conversation, Principal actor, IReadOnlyList<string> changed)
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
            ExternalId = row.ExternalId ?? "",
            PermissionOverrides = { row.PermissionOverrides },
        };
        conversation.Append(actor, new LogEntry { ConversationChanged = entry });
    }
}
