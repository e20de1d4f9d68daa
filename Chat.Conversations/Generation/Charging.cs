using Chat.Conversations.Appending;
using Chat.Conversations.Messages;

namespace Chat.Conversations.Generation;

/// <summary>Books what a job's attempt used, once: in the ledger and on the conversation.</summary>
internal static class Charging
{
    public static void Charge(this LockedConversation conversation, Job job, TokenUsage? usage, BatchState state)
    {
        if (usage is null) return;
        var row = conversation.Row;
        row.PromptTokens += usage.PromptTokens;
        row.CompletionTokens += usage.CompletionTokens;
        row.TotalTokens += usage.TotalTokens;
        row.TotalCost += usage.Cost ?? 0;
        state.Writes.ChangedConversations.Add(row);
        state.Writes.Usage.Add(new UsageLedgerRow(UsedAttempt.Of(job), usage, conversation.NextTime()));
    }
}
