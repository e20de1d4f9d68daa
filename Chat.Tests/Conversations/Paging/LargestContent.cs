using Chat.Tests.Infrastructure;
using Npgsql;

namespace Chat.Tests.Conversations.Paging;

/// <summary>
/// Everything as large as it may be, and more of it than any page holds: made once by the public door, then copied inside
/// the database.
/// </summary>
internal sealed class LargestContent(ChatApplication chat, ChatClient owner, ChatClient agent)
{
    /// <summary>More than fits on any page: they are too large for as many as a page may have.</summary>
    public const int Copies = 110;

    /// <summary>A word that is in every large message.</summary>
    public const string Word = "needle";

    public const int Changes = 300;

    private const int Members = 998;

    private static readonly string s_wide = new('界', 31_900);

    private static readonly Dictionary<string, string> s_metadata =
        Enumerable.Range(0, 15).ToDictionary(one => $"key{one}", _ => new string('m', 1_000));

    public Guid Room { get; private set; }

    public Guid Thread { get; private set; }

    /// <summary>What all large messages answer.</summary>
    public Guid Root { get; private set; }

    public async Task MakeAsync(CancellationToken cancellationToken)
    {
        Room = await CreateAsync(Members, cancellationToken);
        Root = await SendAsync(Room, Large, cancellationToken);
        Thread = (await owner.CreateThreadAsync(Room, new NewThread("Talk", Root.ToString()), cancellationToken)).Id;
        var reply = await SendAsync(Room, Large with { ThreadId = Thread }, cancellationToken);
        var answer = await SendAsync(Room, Large with { ParentId = Root.ToString() }, cancellationToken);
        await owner.PinAsync(Room, answer, cancellationToken);
        await PiledUp.AddAsync(chat, reply, agent.UserId, Copies, cancellationToken);
        await PiledUp.AddAsync(chat, answer, agent.UserId, Copies, cancellationToken);
        await BesideAsync(cancellationToken);
        // A change of all settings is a record with all that was and is.
        for (var i = 0; i < Changes; i++)
            await owner.UpdateConversationAsync(Room, new { description = $"{i} {s_wide[..1_990]}" }, cancellationToken);

        var one = await CreateAsync(98, cancellationToken);
        await SendAsync(one, Large, cancellationToken);
        await CopyConversationAsync(one, cancellationToken);
    }

    private static NewMessage Large => new($"{Word} {s_wide}")
    {
        Attachments = [.. Enumerable.Range(0, 20).Select(one => $"https://example.com/{one}/{new string('a', 1_970)}")],
        Metadata = s_metadata,
        Thinking = new string('思', 99_000),
        ToolCalls = Enumerable.Range(0, 60).Select(_ => new string('t', 1_000)),
    };

    private async Task<Guid> SendAsync(Guid conversation, NewMessage message, CancellationToken cancellationToken) =>
        (await agent.SendAsync(conversation, message, cancellationToken)).Message.Id;

    private async Task<Guid> CreateAsync(int members, CancellationToken cancellationToken)
    {
        var made = await owner.CreateConversationAsync(
            new NewConversation
            {
                Kind = "group",
                Title = s_wide[..200],
                Description = s_wide[..2_000],
                Tags = [.. Enumerable.Range(10, 20).Select(one => $"{one}{s_wide[..48]}")],
                Metadata = s_metadata,
                Participants =
                [
                    new ParticipantBody(agent.UserId, "agent"),
                    .. Enumerable.Range(1_000, members).Select(one => new ParticipantBody($"{one}{s_wide[..124]}")),
                ],
            },
            cancellationToken);
        return made.Id;
    }

    /// <summary>Everybody has read everything; many emoji, versions, threads and charges.</summary>
    private Task BesideAsync(CancellationToken cancellationToken) => RunAsync(
        [
            ("""
             UPDATE participants p SET joined_seq = 0, delivered_seq = c.last_seq, read_seq = c.last_seq
             FROM conversations c WHERE c.id = $1 AND p.conversation_id = c.id
             """, [Room]),
            ("UPDATE conversations SET context_summary = repeat('界', 30000), agent_id = 'large' WHERE id = $1", [Room]),
            ("""
             INSERT INTO reactions SELECT m.id, repeat('界', 28) || n, 'user', 'somebody', m.tenant, m.conversation_id, now()
             FROM messages m, generate_series(1, 150) n WHERE m.conversation_id = $1
             """, [Room]),
            ("""
             INSERT INTO message_versions SELECT m.id, n, m.tenant, m.conversation_id, m.content, m.attachments, m.metadata,
                    'user', 'somebody', now() FROM messages m, generate_series(1, $2) n WHERE m.id = $1
             """, [Root, Copies]),
            ("UPDATE messages SET version = $2 + 1 WHERE id = $1", [Root, Copies]),
            ("""
             INSERT INTO threads (id, tenant, conversation_id, title, root_seq, created_by_type, created_by, created_at, activity_at)
             SELECT m.id, m.tenant, m.conversation_id, repeat('界', 200), m.seq, 'user', 'somebody', m.created_at, m.created_at
             FROM messages m WHERE m.conversation_id = $1 AND m.thread_id IS NULL ON CONFLICT DO NOTHING
             """, [Room]),
            ("""
             INSERT INTO usage_ledger (tenant, job_id, attempt, conversation_id, model, prompt_tokens, completion_tokens,
                    total_tokens, source, created_at)
             SELECT c.tenant, gen_random_uuid(), 1, c.id, repeat('m', 200), 1, 1, 2, 'simulated', now()
             FROM conversations c, generate_series(1, $2) WHERE c.id = $1
             """, [Room, Copies]),
        ],
        cancellationToken);

    /// <summary>As many conversations, each with its participants and its message.</summary>
    private async Task CopyConversationAsync(Guid one, CancellationToken cancellationToken)
    {
        // The copies have no audit trail: nobody may think that it was cut off.
        var conversation = await CopyAsync(
            "conversations", new() { ["id"] = "t.id", ["audit_number"] = "0", ["audit_hash"] = "''::bytea" }, cancellationToken);
        var message = await CopyAsync(
            "messages", new() { ["id"] = PiledUp.NewId, ["conversation_id"] = "t.id", ["client_id"] = "NULL" }, cancellationToken);
        var (participant, month) = (
            await CopyAsync("participants", new() { ["conversation_id"] = "t.id" }, cancellationToken),
            await CopyAsync("conversation_months", new() { ["conversation_id"] = "t.id" }, cancellationToken));
        await RunAsync(
            [
                ("UPDATE conversations SET context_summary = repeat('界', 30000), agent_id = 'large' WHERE id = $1", [one]),
                ("CREATE TEMP TABLE t AS SELECT gen_random_uuid() AS id FROM generate_series(1, $1)", [Copies]),
                ($"{conversation} WHERE m.id = $1", [one]),
                ($"{participant} WHERE m.conversation_id = $1", [one]),
                ($"{month} WHERE m.conversation_id = $1", [one]),
                ($"{message} WHERE m.conversation_id = $1", [one]),
            ],
            cancellationToken);
    }

    private async Task<string> CopyAsync(string table, Dictionary<string, string> others, CancellationToken cancellationToken)
    {
        await using var database = await chat.OpenDatabaseAsync(cancellationToken);
        var columns = await PiledUp.ColumnsAsync(database, table, cancellationToken);
        var values = columns.Select(column => others.GetValueOrDefault(column, $"m.{column}"));
        return $"INSERT INTO {table} ({string.Join(", ", columns)}) SELECT {string.Join(", ", values)} FROM {table} m, t";
    }

    private async Task RunAsync((string Text, object[] Values)[] statements, CancellationToken cancellationToken)
    {
        await using var database = await chat.OpenDatabaseAsync(cancellationToken);
        foreach (var (text, values) in statements)
        {
#pragma warning disable CA2100 // The statements are ours.
            await using var command = new NpgsqlCommand(text, database) { CommandTimeout = 60 };
#pragma warning restore CA2100
            foreach (var value in values)
                command.Parameters.Add(new NpgsqlParameter { Value = value });
            await command.ExecuteNonQueryAsync(cancellationToken);
        }
    }
}
