using Chat.Contracts.Conversations.V1;
using Chat.Conversations.Paging;
using Chat.Conversations.Participants;
using Chat.Conversations.Storage;
using Npgsql;
using Wire = Chat.Contracts.Conversations.V1;

namespace Chat.Conversations.Messages.Reading;

/// <summary>
/// Adds to a page what does not stand in the messages themselves: reactions, and how far each has come. One round trip
/// for a page, however long it is.
/// </summary>
internal sealed class PageDecorator(NpgsqlDataSource database, Deliveries deliveries)
{
    // Served by the primary key of reactions.
    private static readonly string Reactions =
        $"""
         SELECT x.message_id, x.emoji, x.n, x.mine FROM (
             SELECT r.message_id, r.emoji, count(*) AS n, bool_or(r.participant_type = $3 AND r.participant_id = $4) AS mine,
                    row_number() OVER (PARTITION BY r.message_id ORDER BY min(r.created_at), r.emoji) AS place
             FROM reactions r
             WHERE r.tenant = $1 AND r.message_id = ANY($2)
             GROUP BY r.message_id, r.emoji) x
         WHERE x.place <= {PageLimits.ListedReactions}
         ORDER BY x.place
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
        var behind = await reader.ReadAllAsync(FurthestBehind.Read, cancellationToken);
        await reader.DisposeAsync();

        var reactionsByMessage = reactions.ToLookup(reaction => reaction.MessageId, reaction => reaction.Count);
        foreach (var message in messages.Where(message => message.DeletedAt is null))
            message.Reactions.AddRange(reactionsByMessage[message.Id]);
        await deliveries.FillAsync(caller.Tenant, messages, behind, cancellationToken);
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
        var command = new NpgsqlBatchCommand(Deliveries.Behind);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = caller.Tenant });
        command.Parameters.Add(Column.Array("uuid", conversations));
        return command;
    }

    private static (string MessageId, ReactionCount Count) ReadReaction(NpgsqlDataReader reader) => (
        reader.GetIdText(0),
        new ReactionCount { Emoji = reader.GetString(1), Count = reader.GetInt64(2), Mine = reader.GetBoolean(3) });
}
