using System.Globalization;
using Chat.Tests.Infrastructure;
using Npgsql;

namespace Chat.Tests.Conversations;

/// <summary>Moves a conversation to another time, as if everything in it had been written at that moment.</summary>
internal static class TimeShift
{
    private const string Rest =
        """
        UPDATE log SET created_at = $2 WHERE conversation_id = $1;
        UPDATE conversation_months SET month = date_trunc('month', $2 AT TIME ZONE 'UTC')::date WHERE conversation_id = $1;
        UPDATE conversations SET created_at = $2, updated_at = $2, activity_at = $2,
            last_message_at = CASE WHEN last_seq > 0 THEN $2 END WHERE id = $1
        """;

    /// <summary>The month's beginning, UTC, so many months from now.</summary>
    public static DateTimeOffset Month(int fromNow)
    {
        var now = TimeProvider.System.GetUtcNow();
        return new DateTimeOffset(now.Year, now.Month, 1, 0, 0, 0, TimeSpan.Zero).AddMonths(fromNow);
    }

    /// <summary>The partition of the month in which the moment is.</summary>
    public static string Partition(string table, DateTimeOffset at) =>
        at.UtcDateTime.ToString($"'{table}'_yyyy_MM", CultureInfo.InvariantCulture);

    public static async Task MoveAsync(
        ChatApplication chat, Guid conversation, DateTimeOffset to, CancellationToken cancellationToken)
    {
        await using var database = await chat.OpenDatabaseAsync(cancellationToken);
        await using var transaction = await database.BeginTransactionAsync(cancellationToken);
        foreach (var id in await IdsAsync(database, conversation, cancellationToken))
        {
            // An id tells its message's time.
            var moved = Guid.CreateVersion7(to);
            await RunAsync(database, "UPDATE messages SET id = $2, created_at = $3 WHERE id = $1", [id, moved, to], cancellationToken);
            await RunAsync(
                database, "UPDATE log SET message_id = $2, message_at = $3 WHERE message_id = $1", [id, moved, to], cancellationToken);
        }

        foreach (var statement in Rest.Split(';'))
            await RunAsync(database, statement, [conversation, to], cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    /// <summary>The partitions in which the rows of a conversation are, by their number in it.</summary>
    public static async Task<IReadOnlyList<string>> PartitionsAsync(
        ChatApplication chat, string query, Guid conversation, CancellationToken cancellationToken)
    {
        await using var database = await chat.OpenDatabaseAsync(cancellationToken);
        await using var command = Command(database, query, [conversation]);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var found = new List<string>();
        while (await reader.ReadAsync(cancellationToken))
            found.Add(reader.GetString(0));
        return found;
    }

    private static async Task<IReadOnlyList<Guid>> IdsAsync(
        NpgsqlConnection database, Guid conversation, CancellationToken cancellationToken)
    {
        await using var command = Command(database, "SELECT id FROM messages WHERE conversation_id = $1 ORDER BY seq", [conversation]);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var ids = new List<Guid>();
        while (await reader.ReadAsync(cancellationToken))
            ids.Add(reader.GetGuid(0));
        return ids;
    }

    private static async Task RunAsync(
        NpgsqlConnection database, string statement, object[] values, CancellationToken cancellationToken)
    {
        await using var command = Command(database, statement, values);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private static NpgsqlCommand Command(NpgsqlConnection database, string statement, object[] values)
    {
#pragma warning disable CA2100 // The statements are ours.
        var command = new NpgsqlCommand(statement, database);
#pragma warning restore CA2100
        foreach (var value in values)
            command.Parameters.AddWithValue(value);
        return command;
    }
}
