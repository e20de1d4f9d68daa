using System.Text.Json;
using Chat.Conversations.Conversations.Purging;
using Chat.Conversations.Storage;
using Npgsql;

namespace Chat.Conversations.Projections;

/// <summary>A conversation as the rooms design's keys tell it: its name, its users and how far it goes.</summary>
internal sealed record Room(Guid ConversationId, string Tenant, string RoomId)
{
    private const int MostFollowed = 200;

    // Served by the primary keys of conversations and participants.
    public const string Select =
        """
        SELECT c.id, c.tenant, c.external_id, c.last_seq, c.cleared_seq, c.created_at, c.updated_at,
               c.deleted_at IS NOT NULL, c.head_offset,
               ARRAY(SELECT p.participant_id FROM participants p WHERE p.conversation_id = c.id AND p.left_at IS NULL
                     AND p.participant_type = 'user' ORDER BY p.participant_id),
               ARRAY(SELECT p.participant_id FROM participants p WHERE p.conversation_id = c.id
                     AND p.left_at IS NOT NULL AND p.participant_type = 'user')
        FROM conversations c
        """;

    /// <summary>What it was called before it was given a name; null where it never was.</summary>
    public string? EarlierId => RoomKeys.EarlierId(ConversationId, RoomId);

    /// <summary>What it is and was called.</summary>
    public IEnumerable<string> Names => EarlierId is { } earlier ? [RoomId, earlier] : [RoomId];

    /// <summary>The newest log entry that it reflects.</summary>
    public required long HeadOffset { get; init; }

    public required long LastSeq { get; init; }

    public required long ClearedSeq { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset UpdatedAt { get; init; }

    public required bool IsDeleted { get; init; }

    /// <summary>The users who take part.</summary>
    public required IReadOnlyList<string> Users { get; init; }

    /// <summary>The users who took part.</summary>
    public required IReadOnlyList<string> Gone { get; init; }

    /// <summary>So many that nobody's list of missed messages would keep one long, and all of them would cost much.</summary>
    public bool IsCrowd => Users.Count > MostFollowed;

    /// <summary>The users as a JSON array.</summary>
    public string Recipients => field ??= JsonSerializer.Serialize(Users);

    /// <summary>The names under which Redis may hold something of it, as a purge would note them.</summary>
    public PurgedNote ToNote() =>
        new(Tenant, ConversationId, EarlierId is null ? null : RoomId, [], [.. Users, .. Gone]);

    public static Room Read(NpgsqlDataReader reader) => new(
        reader.GetGuid(0),
        reader.GetString(1),
        RoomKeys.RoomId(reader.GetGuid(0), reader.GetNullableString(2)))
    {
        LastSeq = reader.GetInt64(3),
        ClearedSeq = reader.GetInt64(4),
        CreatedAt = reader.GetFieldValue<DateTimeOffset>(5),
        UpdatedAt = reader.GetFieldValue<DateTimeOffset>(6),
        IsDeleted = reader.GetBoolean(7),
        HeadOffset = reader.GetInt64(8),
        Users = reader.GetFieldValue<string[]>(9),
        Gone = reader.GetFieldValue<string[]>(10),
    };
}
