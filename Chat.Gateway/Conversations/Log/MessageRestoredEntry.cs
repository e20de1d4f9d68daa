using Chat.Gateway.Messages;

namespace Chat.Gateway.Conversations.Log;

/// <summary>A deleted message came back.</summary>
/// <param name="Message">The message as it stands now.</param>
public sealed record MessageRestoredEntry(MessageView Message) : LogEntryView;
