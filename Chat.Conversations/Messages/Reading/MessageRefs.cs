using System.Globalization;
using Chat.Conversations.Conversations;
using Chat.Conversations.Errors;
using Chat.Conversations.Participants;
using Chat.Conversations.Storage;
using Npgsql;

namespace Chat.Conversations.Messages.Reading;

/// <summary>
/// Finds the message that a caller means by its id alone, or by its id or seq in a conversation. Deleted messages are
/// found too; messages of conversations that the caller may not read are not.
/// </summary>
internal sealed class MessageRefs(NpgsqlDataSource database, ConversationHeads heads)
{
    // Served by the primary key of the one partition that the id's time names.
    private const string ById =
        """
        SELECT m.conversation_id, m.id, m.created_at, m.seq FROM messages m
        WHERE m.tenant = $1 AND m.id = $2 AND m.created_at = $3
        """;

    // The same in one step with who may read it: a message of others takes no more work than none.
    private const string Readable =
        $"""
         {ById} AND EXISTS (
             SELECT FROM conversations c
             LEFT JOIN participants p ON p.conversation_id = c.id AND p.tenant = c.tenant AND p.participant_type = $4
               AND p.participant_id = $5 AND p.left_at IS NULL
             WHERE c.id = m.conversation_id AND c.tenant = m.tenant AND c.deleted_at IS NULL AND (p.role IS NOT NULL OR $6))
         """;

    // Served by the unique index (conversation_id, seq, created_at) of one partition.
    private const string BySeq =
        """
        SELECT m.conversation_id, m.id, m.created_at, m.seq FROM messages m
        WHERE m.tenant = $1 AND m.conversation_id = $2 AND m.seq = $3 AND m.created_at >= $4 AND m.created_at < $5
        """;

    /// <param name="caller">Who means it.</param>
    /// <param name="conversation">The conversation's id or external id; may be empty when the message's id is given.</param>
    /// <param name="message">The message's id or its seq in digits.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    public async Task<MessageRef> ResolveAsync(
        Caller caller, string conversation, string message, CancellationToken cancellationToken)
    {
        if (conversation.Length == 0) return await ResolveAsync(caller, message, cancellationToken);
        var head = await heads.FindAsync(caller, conversation, cancellationToken)
            ?? throw new ChatException(ChatError.NotFound("conversation"));
        return await ResolveAsync(head, message, cancellationToken);
    }

    public async Task<MessageRef> ResolveAsync(
        ConversationHead head, string message, CancellationToken cancellationToken)
    {
        if (Guid.TryParseExact(message, "D", out var id))
        {
            var found = await ByIdAsync(head.Tenant, id, cancellationToken);
            return found?.ConversationId == head.Id ? found : throw NotFound();
        }

        // Digits only; a number with more than 18 of them names no message.
        return long.TryParse(message, NumberStyles.None, CultureInfo.InvariantCulture, out var seq)
            ? await BySeqAsync(head, seq, cancellationToken) ?? throw NotFound()
            : throw NotFound();
    }

    private async Task<MessageRef> ResolveAsync(Caller caller, string message, CancellationToken cancellationToken)
    {
        if (!Guid.TryParseExact(message, "D", out var id)) throw NotFound();
        await using var command = Find(Readable, caller.Tenant, id);
        command.Parameters.Add(
            new NpgsqlParameter<string> { TypedValue = StoredNames.Principals.Of(caller.Principal.Type) });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = caller.Principal.Id });
        command.Parameters.Add(new NpgsqlParameter<bool> { TypedValue = caller.IsTenantAdmin });
        return (await command.ReadAllAsync(Read, cancellationToken)).SingleOrDefault() ?? throw NotFound();
    }

    private async Task<MessageRef?> ByIdAsync(string tenant, Guid id, CancellationToken cancellationToken)
    {
        await using var command = Find(ById, tenant, id);
        return (await command.ReadAllAsync(Read, cancellationToken)).SingleOrDefault();
    }

    private NpgsqlCommand Find(string query, string tenant, Guid id)
    {
        var command = database.CreateCommand(query);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = tenant });
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = id });
        command.Parameters.Add(new NpgsqlParameter<DateTimeOffset> { TypedValue = MessageTime.OfId(id) });
        return command;
    }

    private async Task<MessageRef?> BySeqAsync(ConversationHead head, long seq, CancellationToken cancellationToken)
    {
        if (seq is 0 or long.MaxValue) return null;
        foreach (var month in head.Months.Between(seq - 1, seq + 1))
        {
            await using var command = database.CreateCommand(BySeq);
            command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = head.Tenant });
            command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = head.Id });
            command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = seq });
            command.Parameters.Add(new NpgsqlParameter<DateTimeOffset> { TypedValue = month.From });
            command.Parameters.Add(new NpgsqlParameter<DateTimeOffset> { TypedValue = month.To });
            return (await command.ReadAllAsync(Read, cancellationToken)).SingleOrDefault();
        }

        return null;
    }

    private static MessageRef Read(NpgsqlDataReader reader) => new(
        reader.GetGuid(0), reader.GetGuid(1), reader.GetFieldValue<DateTimeOffset>(2), reader.GetInt64(3));

    private static ChatException NotFound() => new(ChatError.NotFound("message"));
}
