using Chat.Contracts.Conversations.V1;
using Chat.Conversations.Storage;
using Npgsql;
using Wire = Chat.Contracts.Conversations.V1;

namespace Chat.Conversations.Messages.Reading;

/// <summary>Says how far messages have come with everybody whom they wait for.</summary>
internal sealed class Deliveries(NpgsqlDataSource database)
{
    /// <summary>
    /// For the conversations $2 of the tenant $1: the people furthest behind, and the agent that is asked for every message.
    /// Served by the indexes participants_delivered and participants_read, and the primary keys.
    /// </summary>
    public const string Behind =
        """
        SELECT w.id, l.reading, l.participant_type, l.participant_id, l.seq, l.beyond::text
        FROM unnest($2::uuid[]) AS w(id)
        CROSS JOIN LATERAL (
            (SELECT false AS reading, p.participant_type, p.participant_id, p.delivered_seq AS seq, p.delivered_beyond AS beyond
             FROM participants p
             WHERE p.conversation_id = w.id AND p.tenant = $1 AND p.left_at IS NULL AND p.participant_type = 'user'
             ORDER BY p.delivered_seq LIMIT 2)
            UNION ALL
            (SELECT true, p.participant_type, p.participant_id, p.read_seq, p.read_beyond FROM participants p
             WHERE p.conversation_id = w.id AND p.tenant = $1 AND p.left_at IS NULL AND p.participant_type = 'user'
             ORDER BY p.read_seq LIMIT 2)
            UNION ALL
            SELECT r.reading, p.participant_type, p.participant_id,
                   CASE WHEN r.reading THEN p.read_seq ELSE p.delivered_seq END,
                   CASE WHEN r.reading THEN p.read_beyond ELSE p.delivered_beyond END
            FROM conversations c
            JOIN participants p ON p.conversation_id = c.id AND p.tenant = c.tenant AND p.participant_type = 'agent'
              AND p.participant_id = c.agent_id AND p.left_at IS NULL
            CROSS JOIN (VALUES (false), (true)) AS r(reading)
            WHERE c.tenant = $1 AND c.id = w.id AND c.kind = 'agent' AND c.created_by_type = 'user') l
        """;

    // Served by the same indexes.
    private const string Missing =
        """
        SELECT EXISTS (SELECT FROM participants p
                       WHERE p.conversation_id = w.conversation_id AND p.tenant = $1 AND p.left_at IS NULL
                         AND p.participant_type = 'user' AND (p.participant_type, p.participant_id) <> (w.type, w.sender)
                         AND p.delivered_seq < w.seq AND NOT p.delivered_beyond @> w.seq),
               EXISTS (SELECT FROM participants p
                       WHERE p.conversation_id = w.conversation_id AND p.tenant = $1 AND p.left_at IS NULL
                         AND p.participant_type = 'user' AND (p.participant_type, p.participant_id) <> (w.type, w.sender)
                         AND p.read_seq < w.seq AND NOT p.read_beyond @> w.seq)
        FROM unnest($2::uuid[], $3::bigint[], $4::text[], $5::text[]) WITH ORDINALITY
             AS w(conversation_id, seq, type, sender, n)
        ORDER BY w.n
        """;

    public async Task FillAsync(
        string tenant, IReadOnlyList<Wire.Message> messages, IEnumerable<FurthestBehind> behind, CancellationToken cancellationToken)
    {
        var byConversation = behind.ToLookup(one => one.ConversationId);
        var open = new List<(Wire.Message Message, bool? Received, bool? Read)>();
        foreach (var message in messages)
        {
            var read = FurthestBehind.HasEverybody(message, byConversation[message.ConversationId], reading: true);
            var received = FurthestBehind.HasEverybody(message, byConversation[message.ConversationId], reading: false);
            message.Delivery = StateOf(received ?? false, read ?? false);
            if (received is null || read is null) open.Add((message, received, read));
        }

        if (open.Count == 0) return;
        var missing = await MissingAsync(tenant, open.ConvertAll(one => one.Message), cancellationToken);
        foreach (var (one, (received, read)) in open.Zip(missing))
            one.Message.Delivery = StateOf(one.Received ?? !received, one.Read ?? !read);
    }

    private static DeliveryState StateOf(bool received, bool read) =>
        read ? DeliveryState.Read : received ? DeliveryState.Delivered : DeliveryState.Sent;

    /// <summary>For each message whether somebody has not received it, and whether somebody has not read it.</summary>
    private async Task<List<(bool Received, bool Read)>> MissingAsync(
        string tenant, List<Wire.Message> messages, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(Missing);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = tenant });
        command.Parameters.Add(Column.Array("uuid", messages.Select(message => Guid.Parse(message.ConversationId))));
        command.Parameters.Add(Column.Array("bigint", messages.Select(message => message.Seq)));
        command.Parameters.Add(Column.Array("text", messages.Select(message => StoredNames.Principals.Of(message.SenderType))));
        command.Parameters.Add(Column.Array("text", messages.Select(message => message.SenderId)));
        return await command.ReadAllAsync(reader => (reader.GetBoolean(0), reader.GetBoolean(1)), cancellationToken);
    }
}
