using Chat.Contracts.Conversations.V1;
using Chat.Conversations.Participants;
using Chat.Conversations.Storage;
using Npgsql;
using Wire = Chat.Contracts.Conversations.V1;

namespace Chat.Conversations.Messages.Reading;

/// <summary>
/// Adds to a page what does not stand in the messages themselves: reactions, and how far each has come. One round trip
/// for a page, however long it is.
/// </summary>
internal sealed class PageDecorator(NpgsqlDataSource database)
{
    // Served by the primary key of reactions.
    private const string Reactions =
        """
        SELECT r.message_id, r.emoji, count(*), bool_or(r.participant_type = $3 AND r.participant_id = $4)
        FROM reactions r
        WHERE r.tenant = $1 AND r.message_id = ANY($2)
        GROUP BY r.message_id, r.emoji
        ORDER BY min(r.created_at), r.emoji
        """;

    // The two that are furthest behind: one of them is not the sender. Served by the indexes participants_delivered
    // and participants_read.
    private const string Watermarks =
        """
        SELECT w.id, l.reading, l.participant_type, l.participant_id, l.seq
        FROM unnest($2::uuid[]) AS w(id)
        CROSS JOIN LATERAL (
            (SELECT false AS reading, p.participant_type, p.participant_id, p.delivered_seq AS seq FROM participants p
             WHERE p.conversation_id = w.id AND p.tenant = $1 AND p.left_at IS NULL
             ORDER BY p.delivered_seq LIMIT 2)
            UNION ALL
            (SELECT true, p.participant_type, p.participant_id, p.read_seq FROM participants p
             WHERE p.conversation_id = w.id AND p.tenant = $1 AND p.left_at IS NULL
             ORDER BY p.read_seq LIMIT 2)) l
        """;

    /// <summary>Completes messages of one or several conversations for a reader.</summary>
    public async Task DecorateAsync(
        Caller caller, IReadOnlyList<Wire.Message> messages, CancellationToken cancellationToken)
    {
        if (messages.Count == 0) return;
        await using var batch = database.CreateBatch();
        batch.BatchCommands.Add(ReactionsTo(messages, caller));
        batch.BatchCommands.Add(WatermarksOf(messages, caller));
        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        var reactions = await reader.ReadAllAsync(ReadReaction, cancellationToken);
        var watermarks = await reader.ReadAllAsync(FurthestBehind.Read, cancellationToken);

        var reactionsByMessage = reactions.ToLookup(reaction => reaction.MessageId, reaction => reaction.Count);
        var watermarksByConversation = watermarks.ToLookup(watermark => watermark.ConversationId);
        foreach (var message in messages)
        {
            message.Delivery = FurthestBehind.StateOf(message, watermarksByConversation[message.ConversationId]);
            if (message.DeletedAt is null) message.Reactions.AddRange(reactionsByMessage[message.Id]);
        }
    }

    private static NpgsqlBatchCommand ReactionsTo(IReadOnlyList<Wire.Message> messages, Caller caller)
    {
        var command = new NpgsqlBatchCommand(Reactions);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = caller.Tenant });
        command.Parameters.Add(Column.Array("uuid", messages.Select(message => Guid.Parse(message.Id))));
        command.Parameters.Add(
            new NpgsqlParameter<string> { TypedValue = StoredNames.Principals.Of(caller.Principal.Type) });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = caller.Principal.Id });
        return command;
    }

    private static NpgsqlBatchCommand WatermarksOf(IReadOnlyList<Wire.Message> messages, Caller caller)
    {
        var conversations = messages.Select(message => message.ConversationId).Distinct().Select(Guid.Parse);
        var command = new NpgsqlBatchCommand(Watermarks);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = caller.Tenant });
        command.Parameters.Add(Column.Array("uuid", conversations));
        return command;
    }

    private static (string MessageId, ReactionCount Count) ReadReaction(NpgsqlDataReader reader) => (
        reader.GetIdText(0),
        new ReactionCount { Emoji = reader.GetString(1), Count = reader.GetInt64(2), Mine = reader.GetBoolean(3) });
}
