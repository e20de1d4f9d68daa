using Chat.Contracts.Conversations.V1;
using Chat.Conversations.Errors;
using Chat.Conversations.Messages.Reading;
using Chat.Conversations.Paging;
using Chat.Conversations.Participants;
using Chat.Conversations.SlowReads;
using Chat.Conversations.Storage;
using Npgsql;
using Wire = Chat.Contracts.Conversations.V1;

namespace Chat.Conversations.Conversations.Reading;

/// <summary>Reads conversations for their participants; for everybody else they do not exist.</summary>
internal sealed class ConversationReader(NpgsqlDataSource database, SlowReadPool slow, PageDecorator decorator)
{
    // The caller's own conversations by the index participants_of, each by its primary key; the sort is over these. OFFSET 0
    // keeps it so: with a filter that looks selective, scanning everybody's conversations would seem cheaper.
    private const string OfCaller =
        """
        FROM participants p
        CROSS JOIN LATERAL (
            SELECT c.* FROM conversations c WHERE c.tenant = p.tenant AND c.id = p.conversation_id OFFSET 0) c
        """;

    // Served by the primary keys of conversations and participants.
    private const string One =
        $"""
         WITH page AS (
             SELECT c.id, c.activity_at, p.role, p.own_read_seq, p.delivered_seq, p.own_read_beyond
             FROM conversations c
             LEFT JOIN participants p ON p.conversation_id = c.id AND p.tenant = c.tenant AND p.participant_type = $2
               AND p.participant_id = $3 AND p.left_at IS NULL
             WHERE c.tenant = $1 AND c.id = $4 AND (p.role IS NOT NULL OR $5)
               AND (c.deleted_at IS NULL OR ($6 AND p.role = 'owner')))
         {ConversationView.Select}
         """;

    // Served by the primary key of participants.
    private const string Participants =
        """
        SELECT p.participant_id, p.participant_type, p.role, p.joined_at, p.delivered_seq, p.read_seq,
               p.created_by_type, p.created_by, p.updated_by_type, p.updated_by
        FROM participants p
        WHERE p.tenant = $1 AND p.conversation_id = $2 AND p.left_at IS NULL
        ORDER BY p.role <> 'owner', p.joined_at, p.participant_type, p.participant_id
        """;

    // Served by the primary key of participants.
    private static readonly string ParticipantsOfPage =
        $"""
         SELECT p.participant_id, p.participant_type, p.role, p.joined_at, p.delivered_seq, p.read_seq,
               p.created_by_type, p.created_by, p.updated_by_type, p.updated_by, w.id
         FROM unnest($2::uuid[]) AS w(id)
         CROSS JOIN LATERAL (
             SELECT * FROM participants p
             WHERE p.tenant = $1 AND p.conversation_id = w.id AND p.left_at IS NULL
             ORDER BY p.role <> 'owner', p.joined_at, p.participant_type, p.participant_id
             LIMIT {PageLimits.ListedParticipants}) p
         """;

    /// <summary>
    /// The conversation with its participants, its newest message and the caller's counts. A deleted one only for its
    /// owner, and only when asked for.
    /// </summary>
    public async Task<Wire.Conversation> GetAsync(
        Caller caller, Guid id, bool includeDeleted, CancellationToken cancellationToken) =>
        await FindAsync(caller, id, includeDeleted, cancellationToken)
        ?? throw new ChatException(ChatError.NotFound("conversation"));

    /// <summary>Like <see cref="GetAsync"/>; null for what the caller may not read, like what they have just left.</summary>
    public async Task<Wire.Conversation?> FindAsync(
        Caller caller, Guid id, bool includeDeleted, CancellationToken cancellationToken)
    {
        var (views, participants) = await ReadAsync(
            database,
            (OneOf(caller, id, includeDeleted), 1),
            (ParticipantsOf(caller.Tenant, id), ReadParticipant),
            cancellationToken);
        if (views.Items is not [var view]) return null;

        view.Conversation.Participants.AddRange(participants);
        await CompleteAsync(caller, views.Items, cancellationToken);
        return view.Conversation;
    }

    public async Task<ListConversationsResponse> ListAsync(
        Caller caller, ConversationPage page, CancellationToken cancellationToken)
    {
        // Looking into texts costs more, the more there is of them.
        var (found, total) = page.Filter.Text is null
            ? await ReadAsync(database, caller, page, cancellationToken)
            : await slow.RunAsync(caller, (own, token) => ReadAsync(own, caller, page, token), cancellationToken);
        await CompleteAsync(caller, found.Items, cancellationToken);
        if (page.WithParticipants) await AddParticipantsAsync(caller, found.Items, cancellationToken);
        found = found.Fitting();
        var response = new ListConversationsResponse { Conversations = { found.Items.Select(view => view.Conversation) } };
        if (total is [var counted]) response.Total = counted;
        if (found.HasMore)
            response.NextCursor =
                new ActivityCursor(found.Items[^1].ActivityAt, Guid.Parse(found.Items[^1].Conversation.Id)).ToString();
        return response;
    }

    /// <summary>The page, and how many there are in all, when asked for.</summary>
    private static Task<(Page<ConversationView> Views, List<long> Total)> ReadAsync(
        NpgsqlDataSource database, Caller caller, ConversationPage page, CancellationToken cancellationToken) =>
        ReadAsync(
            database,
            (PageOf(caller, page), page.Limit),
            (page.WithTotal ? TotalOf(caller, page.Filter) : null, r => r.GetInt64(0)),
            cancellationToken);

    /// <summary>Reads views and what comes with them in one round trip, and gives the connection back.</summary>
    private static async Task<(Page<ConversationView> Views, List<T> Beside)> ReadAsync<T>(
        NpgsqlDataSource database,
        (NpgsqlBatchCommand Command, int Limit) views,
        (NpgsqlBatchCommand? Command, Func<NpgsqlDataReader, T> Read) beside,
        CancellationToken cancellationToken)
    {
        await using var batch = database.CreateBatch();
        batch.BatchCommands.Add(views.Command);
        if (beside.Command is not null) batch.BatchCommands.Add(beside.Command);
        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        var page = new Page<ConversationView>(views.Limit, view => view.Conversation.CalculateSize());
        await reader.FillAsync(page, ConversationView.Read, cancellationToken);
        return (page, beside.Command is null ? [] : await reader.ReadAllAsync(beside.Read, cancellationToken));
    }

    private async Task AddParticipantsAsync(
        Caller caller, IReadOnlyList<ConversationView> views, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(ParticipantsOfPage);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = caller.Tenant });
        command.Parameters.Add(Column.Array("uuid", views.Select(view => Guid.Parse(view.Conversation.Id))));
        var rows = await command.ReadAllAsync(r => (Id: r.GetIdText(10), Participant: ReadParticipant(r)), cancellationToken);
        var participants = rows.ToLookup(row => row.Id, row => row.Participant);
        foreach (var view in views) view.Conversation.Participants.AddRange(participants[view.Conversation.Id]);
    }

    /// <summary>Makes the newest messages what this caller may see of them.</summary>
    private async Task CompleteAsync(
        Caller caller, IReadOnlyList<ConversationView> views, CancellationToken cancellationToken)
    {
        foreach (var view in views) view.Conversation.LastMessage?.Veil(caller.Principal, view.Role);
        var newest = views.Select(view => view.Conversation.LastMessage).OfType<Wire.Message>().ToList();
        await decorator.DecorateAsync(caller, newest, cancellationToken);
    }

    private static NpgsqlBatchCommand OneOf(Caller caller, Guid id, bool includeDeleted)
    {
        var where = new SqlConditions();
        ConversationView.AddCaller(where, caller);
        where.Value(id);
        where.Value(caller.IsTenantAdmin);
        where.Value(includeDeleted);
        return where.ToBatchCommand(One);
    }

    private static NpgsqlBatchCommand PageOf(Caller caller, ConversationPage page)
    {
        var where = new SqlConditions();
        ConversationView.AddCaller(where, caller);
        page.Filter.AddTo(where);
        if (page.After is { } after)
            where.Add($"(c.activity_at, c.id) < ({where.Value(after.At)}, {where.Value(after.Id)})");
        // One more than asked for tells whether there is a next page.
        return where.ToBatchCommand(
            $"""
             WITH page AS (
                 SELECT c.id, c.activity_at, p.role, p.own_read_seq, p.delivered_seq, p.own_read_beyond {OfCaller}
                 WHERE {where.Text}
                 ORDER BY c.activity_at DESC, c.id DESC
                 LIMIT {where.Value(page.Limit + 1)} OFFSET {where.Value(page.Skip)})
             {ConversationView.Select}
             """);
    }

    private static NpgsqlBatchCommand TotalOf(Caller caller, ConversationFilter filter)
    {
        var where = new SqlConditions();
        ConversationView.AddCaller(where, caller);
        filter.AddTo(where);
        return where.ToBatchCommand($"SELECT count(*) {OfCaller} WHERE {where.Text}");
    }

    private static NpgsqlBatchCommand ParticipantsOf(string tenant, Guid id)
    {
        var where = new SqlConditions();
        where.Value(tenant);
        where.Value(id);
        return where.ToBatchCommand(Participants);
    }

    private static Wire.Participant ReadParticipant(NpgsqlDataReader reader) => new()
    {
        Id = reader.GetString(0),
        Type = StoredNames.Principals.Parse(reader.GetString(1)),
        Role = reader.GetString(2),
        JoinedAt = reader.GetTime(3),
        DeliveredSeq = reader.GetInt64(4),
        ReadSeq = reader.GetInt64(5),
        CreatedBy = reader.GetPrincipal(6),
        UpdatedBy = reader.GetPrincipal(8),
    };
}
