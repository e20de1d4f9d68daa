using Chat.Conversations.Messages;
using Chat.Conversations.Participants;
using Chat.Conversations.Storage;
using Npgsql;

namespace Chat.Conversations.Generation;

/// <summary>A job's row, both ways: the columns as they are read, and as they are written.</summary>
internal static class JobRows
{
    public const string Columns =
        """
        j.tenant, j.id, j.conversation_id, j.prompt_message_id, j.prompt_seq, j.agent_id, j.requested_by_type,
        j.requested_by, j.state, j.attempt, j.lease_owner, j.lease_expires_at, j.dispatched_at, j.dispatch_after,
        j.trace_parent, j.message_id, j.message_seq, j.model, j.prompt_tokens, j.completion_tokens, j.total_tokens,
        j.usage_source, j.cost, j.price_version, j.failure_reason, j.created_at, j.ended_at, j.reported_at, j.kind,
        j.summary_number, j.thread_id, j.outdated
        """;

    private static readonly Column<Job>[] Fixed =
    [
        Column.Of<Job, string>("tenant", "text", j => j.Tenant),
        Column.Of<Job, Guid>("id", "uuid", j => j.Id),
        Column.Of<Job, Guid>("conversation_id", "uuid", j => j.ConversationId),
        Column.Of<Job, Guid>("prompt_message_id", "uuid", j => j.PromptMessageId),
        Column.Of<Job, long>("prompt_seq", "bigint", j => j.PromptSeq),
        Column.Of<Job, string>("agent_id", "text", j => j.AgentId),
        Column.Of<Job, string>("requested_by_type", "text", j => StoredNames.Principals.Of(j.RequestedBy.Type)),
        Column.Of<Job, string>("requested_by", "text", j => j.RequestedBy.Id),
        Column.Of<Job, string?>("trace_parent", "text", j => j.TraceParent),
        Column.Of<Job, DateTimeOffset>("created_at", "timestamptz", j => j.CreatedAt),
        Column.Of<Job, string>("kind", "text", j => j.Kind),
        Column.Of<Job, long?>("summary_number", "bigint", j => j.SummaryNumber),
        Column.Of<Job, Guid?>("thread_id", "uuid", j => j.ThreadId),
    ];

    private static readonly Column<Job>[] Progress =
    [
        Column.Of<Job, string>("state", "text", j => StoredNames.Generations.Of(j.State)),
        Column.Of<Job, int>("attempt", "integer", j => j.Attempt),
        Column.Of<Job, string?>("lease_owner", "text", j => j.LeaseOwner),
        Column.Of<Job, DateTimeOffset?>("lease_expires_at", "timestamptz", j => j.LeaseExpiresAt),
        Column.Of<Job, DateTimeOffset?>("dispatched_at", "timestamptz", j => j.DispatchedAt),
        Column.Of<Job, DateTimeOffset>("dispatch_after", "timestamptz", j => j.DispatchAfter),
        Column.Of<Job, Guid?>("message_id", "uuid", j => j.MessageId),
        Column.Of<Job, long?>("message_seq", "bigint", j => j.MessageSeq),
        Column.Of<Job, string?>("model", "text", j => j.Model),
        .. UsageRow.Columns<Job>(j => j.Usage),
        Column.Of<Job, string?>("failure_reason", "text", j => j.FailureReason),
        Column.Of<Job, DateTimeOffset?>("ended_at", "timestamptz", j => j.EndedAt),
        Column.Of<Job, DateTimeOffset?>("reported_at", "timestamptz", j => j.ReportedAt),
        Column.Of<Job, bool>("outdated", "boolean", j => j.Outdated),
    ];

    public static readonly RowStatement<Job> Insert = RowStatement.Insert("jobs", [.. Fixed, .. Progress]);

    public static readonly RowStatement<Job> Update =
        RowStatement.Update("jobs", key: [Fixed[0], Fixed[1]], Progress);

    public static Job Read(NpgsqlDataReader reader) => new()
    {
        Tenant = reader.GetString(0),
        Id = reader.GetGuid(1),
        ConversationId = reader.GetGuid(2),
        PromptMessageId = reader.GetGuid(3),
        PromptSeq = reader.GetInt64(4),
        AgentId = reader.GetString(5),
        RequestedBy = new Principal(StoredNames.Principals.Parse(reader.GetString(6)), reader.GetString(7)),
        State = StoredNames.Generations.Parse(reader.GetString(8)),
        Attempt = reader.GetInt32(9),
        LeaseOwner = reader.GetNullableString(10),
        LeaseExpiresAt = reader.GetFieldValue<DateTimeOffset?>(11),
        DispatchedAt = reader.GetFieldValue<DateTimeOffset?>(12),
        DispatchAfter = reader.GetFieldValue<DateTimeOffset>(13),
        TraceParent = reader.GetNullableString(14),
        MessageId = reader.GetFieldValue<Guid?>(15),
        MessageSeq = reader.GetFieldValue<long?>(16),
        Model = reader.GetNullableString(17),
        Usage = UsageRow.Read(reader, 18),
        FailureReason = reader.GetNullableString(24),
        CreatedAt = reader.GetFieldValue<DateTimeOffset>(25),
        EndedAt = reader.GetFieldValue<DateTimeOffset?>(26),
        ReportedAt = reader.GetFieldValue<DateTimeOffset?>(27),
        Kind = reader.GetString(28),
        SummaryNumber = reader.GetFieldValue<long?>(29),
        ThreadId = reader.GetFieldValue<Guid?>(30),
        Outdated = reader.GetBoolean(31),
    };
}
