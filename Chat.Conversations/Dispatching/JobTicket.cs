using Chat.Contracts.Kafka;
using Chat.Conversations.Generation;

namespace Chat.Conversations.Dispatching;

/// <summary>What has to go to Kafka for a job, and for which attempt it waits.</summary>
internal sealed record JobTicket(ChatRequest Request, int Attempt, string? TraceParent)
{
    public static JobTicket For(Job job) => new(
        new ChatRequest(job.Id, job.ConversationId, job.PromptMessageId, job.Tenant), job.Attempt, job.TraceParent);
}
