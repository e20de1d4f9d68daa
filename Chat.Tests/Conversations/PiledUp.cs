using Chat.Tests.Infrastructure;
using Npgsql;

namespace Chat.Tests.Conversations;

/// <summary>Makes a conversation one with very many messages, without anybody sending them.</summary>
internal static class PiledUp
{
    /// <summary>An id for a copy of the message <c>m</c>, of the same time.</summary>
    public const string NewId = "overlay(m.id::text placing substr(gen_random_uuid()::text, 16) from 16)::uuid";

    /// <summary>Copies of a message by somebody else, after all that is there, in the same thread or outside of all.</summary>
    public static async Task AddAsync(
        ChatApplication chat, Guid message, string sender, int count, CancellationToken cancellationToken)
    {
        await using var database = await chat.OpenDatabaseAsync(cancellationToken);
        var columns = await ColumnsAsync(database, "messages", cancellationToken);
        var values = columns.Select(column => column switch
        {
            "id" => NewId,
            "seq" => "c.last_seq + n",
            "sender_id" => "$2",
            "client_id" => "NULL",
            _ => $"m.{column}",
        });
        await using var batch = new NpgsqlBatch(database)
        {
            Timeout = 60,
            BatchCommands =
            {
                Command(
                    $"""
                     INSERT INTO messages ({string.Join(", ", columns)}) SELECT {string.Join(", ", values)}
                     FROM messages m JOIN conversations c ON c.id = m.conversation_id, generate_series(1, $3) n WHERE m.id = $1
                     """, message, sender, count),
                Command(
                    """
                    UPDATE conversations c SET last_seq = c.last_seq + $2, message_count = c.message_count + $2
                    FROM messages m WHERE m.id = $1 AND c.id = m.conversation_id
                    """, message, count),
                Command(
                    "UPDATE threads SET last_seq = last_seq + $2 WHERE id = (SELECT thread_id FROM messages WHERE id = $1)",
                    message, count),
            },
        };
        await batch.ExecuteNonQueryAsync(cancellationToken);
    }

    public static async Task<List<string>> ColumnsAsync(
        NpgsqlConnection database, string table, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            "SELECT column_name FROM information_schema.columns WHERE table_name = $1 AND is_generated = 'NEVER'", database)
        {
            Parameters = { new() { Value = table } },
        };
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var columns = new List<string>();
        while (await reader.ReadAsync(cancellationToken))
            columns.Add(reader.GetString(0));
        return columns;
    }

    private static NpgsqlBatchCommand Command(string text, params object[] values)
    {
        var command = new NpgsqlBatchCommand(text);
        foreach (var value in values)
            command.Parameters.Add(new NpgsqlParameter { Value = value });
        return command;
    }
}
