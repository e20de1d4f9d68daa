using Chat.Contracts.Conversations.V1;
using Google.Protobuf;

namespace Chat.Conversations.Messages;

/// <summary>The kinds of log entries by their stored word, and how each is put back together.</summary>
internal static class LogKinds
{
    private const string MessageCreated = "message_created";
    private const string ParticipantJoined = "participant_joined";
    private const string GenerationChanged = "generation_changed";

    // An older replica may read what a newer one wrote.
    private static readonly JsonParser Parser = new(JsonParser.Settings.Default.WithIgnoreUnknownFields(true));

    public static string Of(LogEntry entry) => entry.EventCase switch
    {
        LogEntry.EventOneofCase.MessageCreated => MessageCreated,
        LogEntry.EventOneofCase.ParticipantJoined => ParticipantJoined,
        LogEntry.EventOneofCase.GenerationChanged => GenerationChanged,
        _ => throw new ArgumentOutOfRangeException(nameof(entry), entry.EventCase, "A log entry needs an event."),
    };

    /// <summary>The event that is stored with the entry; null for a message, which has its own row.</summary>
    public static string? JsonOf(LogEntry entry) => entry.EventCase switch
    {
        LogEntry.EventOneofCase.ParticipantJoined => JsonFormatter.Default.Format(entry.ParticipantJoined),
        LogEntry.EventOneofCase.GenerationChanged => JsonFormatter.Default.Format(entry.GenerationChanged),
        _ => null,
    };

    /// <summary>Puts the event back. A kind that this version does not know leaves an entry without one.</summary>
    public static void Restore(LogEntry entry, string kind, string? json, Message? message)
    {
        switch (kind)
        {
            case MessageCreated when message is not null:
                entry.MessageCreated = message.ToWire();
                break;
            case ParticipantJoined when json is not null:
                entry.ParticipantJoined = Parser.Parse<ParticipantJoined>(json);
                break;
            case GenerationChanged when json is not null:
                entry.GenerationChanged = Parser.Parse<GenerationChanged>(json);
                break;
        }
    }
}
