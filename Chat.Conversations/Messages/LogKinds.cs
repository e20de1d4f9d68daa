using Chat.Contracts.Conversations.V1;
using Google.Protobuf;
using Google.Protobuf.Reflection;

namespace Chat.Conversations.Messages;

/// <summary>
/// The kinds of log entries: the stored word is the event's field name in the proto, and its content is the JSON form
/// of the event, or the message's own row where the event is a message.
/// </summary>
internal static class LogKinds
{
    public const string ReceiptsChanged = "receipts_changed";

    // An older replica may read what a newer one wrote.
    private static readonly JsonParser Parser = new(JsonParser.Settings.Default.WithIgnoreUnknownFields(true));

    private static readonly Dictionary<string, FieldDescriptor> Events =
        LogEntry.Descriptor.Oneofs.Single(o => o.Name == "event").Fields.ToDictionary(f => f.Name);

    public static string Of(LogEntry entry) => FieldOf(entry).Name;

    /// <summary>The event that is stored with the entry; null for a message, which has its own row.</summary>
    public static string? JsonOf(LogEntry entry)
    {
        var field = FieldOf(entry);
        return IsMessage(field) ? null : JsonFormatter.Default.Format((IMessage)field.Accessor.GetValue(entry));
    }

    /// <summary>Puts the event back. A kind that this version does not know leaves an entry without one.</summary>
    public static void Restore(LogEntry entry, string kind, string? json, Message? message)
    {
        if (!Events.TryGetValue(kind, out var field)) return;
        if (IsMessage(field) && message is not null)
            field.Accessor.SetValue(entry, message.ToWire());
        else if (json is not null)
            field.Accessor.SetValue(entry, Parser.Parse(json, field.MessageType));
    }

    private static FieldDescriptor FieldOf(LogEntry entry) =>
        LogEntry.Descriptor.FindFieldByNumber((int)entry.EventCase)
        ?? throw new ArgumentOutOfRangeException(nameof(entry), entry.EventCase, "A log entry needs an event.");

    private static bool IsMessage(FieldDescriptor field) =>
        field.MessageType == Contracts.Conversations.V1.Message.Descriptor;
}
