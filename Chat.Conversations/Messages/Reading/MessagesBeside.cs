using Chat.Contracts.Conversations.V1;
using Chat.Conversations.Conversations;
using Chat.Conversations.Paging;
using Chat.Conversations.Storage;
using Npgsql;
using Wire = Chat.Contracts.Conversations.V1;

namespace Chat.Conversations.Messages.Reading;

/// <summary>Reads pinned messages and earlier versions.</summary>
internal sealed class MessagesBeside(NpgsqlDataSource database)
{
    // Served by the index messages_pinned of the partitions that the conversation lives in.
    private const string Pins =
        $"""
         SELECT {MessageRows.Columns} FROM messages m
         WHERE m.tenant = $1 AND m.conversation_id = $2 AND m.pinned_at IS NOT NULL AND m.deleted_at IS NULL
           AND m.seq > $3 AND m.created_at BETWEEN $4 AND $5
         ORDER BY m.pinned_at DESC, m.seq DESC
         LIMIT $6
         """;

    // Served by the primary key of message_versions.
    private const string Versions =
        """
        SELECT v.version, v.content, v.attachments, v.metadata, v.written_by_type, v.written_by, v.written_at
        FROM message_versions v
        WHERE v.tenant = $1 AND v.message_id = $2 AND v.version < $3
        ORDER BY v.version DESC
        LIMIT $4
        """;

    /// <summary>The newest pins first.</summary>
    public async Task<Page<Wire.Message>> PinsAsync(ConversationHead head, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(Pins);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = head.Tenant });
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = head.Id });
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = head.ClearedSeq });
        command.Parameters.Add(new NpgsqlParameter<DateTimeOffset> { TypedValue = head.CreatedAt });
        command.Parameters.Add(new NpgsqlParameter<DateTimeOffset> { TypedValue = head.UpdatedAt });
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = PageLimits.Pins + 1 });
        var page = Page.Of<Wire.Message>(PageLimits.Pins);
        await command.FillAsync(page, WholeMessage.Read, cancellationToken);
        return page;
    }

    /// <summary>Adds what a message said before a version, newest first.</summary>
    public async Task AddVersionsAsync(
        Page<MessageVersion> page, (string Tenant, Guid Message, int Before) of, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(Versions);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = of.Tenant });
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = of.Message });
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = of.Before });
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = page.Left + 1 });
        await command.FillAsync(page, ReadVersion, cancellationToken);
    }

    private static MessageVersion ReadVersion(NpgsqlDataReader reader) => new()
    {
        Version = reader.GetInt32(0),
        Content = reader.GetString(1),
        Attachments = { reader.GetFieldValue<string[]>(2) },
        MetadataJson = reader.GetText(3),
        WrittenBy = reader.GetPrincipal(4),
        WrittenAt = reader.GetTime(6),
    };
}
