using Chat.Contracts.Kafka;
using Chat.Conversations.Generation;
using Chat.Conversations.Participants;
using Chat.Conversations.Storage;
using Npgsql;

namespace Chat.Conversations.Dispatching;

/// <summary>What has to go to Kafka for a job, and for which attempt it waits.</summary>
internal sealed record JobTicket(ChatRequest Request, int Attempt, string? TraceParent)
{
    /// <summary>The columns that <see cref="Read"/> reads, of jobs as <c>j</c>.</summary>
    public const string Columns =
        """
        j.id, j.conversation_id, j.prompt_message_id, j.tenant, j.requested_by_type, j.requested_by, j.attempt, j.trace_parent
        """;

    public static JobTicket For(Job job) => new(
        new ChatRequest(job.Id, job.ConversationId, job.PromptMessageId, job.Tenant) { RequestedBy = job.RequestedBy.ToText() },
        job.Attempt,
        job.TraceParent);

    public static JobTicket Read(NpgsqlDataReader reader) => new(
        new ChatRequest(reader.GetGuid(0), reader.GetGuid(1), reader.GetGuid(2), reader.GetString(3))
        {
            RequestedBy = new Principal(StoredNames.Principals.Parse(reader.GetString(4)), reader.GetString(5)).ToText(),
        },
        reader.GetInt32(6),
        reader.GetNullableString(7));
}
