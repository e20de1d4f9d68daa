using Chat.Conversations.Participants;
using Chat.Conversations.Storage;
using Npgsql;
using Wire = Chat.Contracts.Conversations.V1;

namespace Chat.Conversations.Messages.Reading;

/// <summary>A message with everything that any of its readers may see, and what is taken out for the others.</summary>
internal static class WholeMessage
{
    public const string Columns = $"{MessageRows.Columns}, m.thinking, m.tool_calls";

    /// <summary>How many columns <see cref="Columns"/> has.</summary>
    public const int Width = MessageRows.Width + 2;

    public static Wire.Message Read(NpgsqlDataReader reader) => Read(reader, 0);

    /// <summary>Reads <see cref="Columns"/> that start at the column <paramref name="at"/>.</summary>
    public static Wire.Message Read(NpgsqlDataReader reader, int at)
    {
        var message = MessageRows.Read(reader, at).ToWire();
        // A tombstone keeps nothing of what it was.
        if (message.DeletedAt is not null) return message;
        message.Thinking = reader.GetText(at + MessageRows.Width);
        message.ToolCallsJson = reader.GetText(at + MessageRows.Width + 1);
        return message;
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
