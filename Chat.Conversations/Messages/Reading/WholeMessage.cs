using Chat.Conversations.Participants;
using Npgsql;
using Wire = Chat.Contracts.Conversations.V1;

namespace Chat.Conversations.Messages.Reading;

/// <summary>A message with everything that any of its readers may see, and what is taken out for the others.</summary>
internal static class WholeMessage
{
    public static Wire.Message Read(NpgsqlDataReader reader) => Read(reader, 0);

    /// <summary>
    /// Reads <see cref="MessageRows.Columns"/> that start at the column <paramref name="at"/>. What was cleared reads like
    /// what was deleted.
    /// </summary>
    public static Wire.Message Read(NpgsqlDataReader reader, int at, long clearedSeq = 0)
    {
        var message = MessageRows.Read(reader, at);
        if (message.Seq <= clearedSeq) message.DeletedAt ??= message.CreatedAt;
        var wire = message.ToWire();
        // A tombstone keeps nothing of what it was.
        if (message.DeletedAt is not null) return wire;
        wire.Thinking = message.Thinking ?? "";
        wire.ToolCallsJson = message.ToolCalls ?? "";
        return wire;
    }

    /// <summary>What led to an answer is only for its sender and for who runs the conversation.</summary>
    public static void Veil(this Wire.Message message, Principal reader, string? role)
    {
        if (role is Roles.Owner or Roles.Admin) return;
        if (message.SenderType == reader.Type && message.SenderId == reader.Id) return;
        message.Thinking = "";
        message.ToolCallsJson = "";
    }
}
