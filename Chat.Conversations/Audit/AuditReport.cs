namespace Chat.Conversations.Audit;

/// <summary>What a verification of the audit trail found.</summary>
internal sealed class AuditReport
{
    public long Records { get; set; }

    public long Conversations { get; set; }

    public List<string> Faults { get; } = [];

    public void Add(AuditRecord record, string fault) => Faults.Add($"{record.ConversationId} {record.Number}: {fault}");
}
