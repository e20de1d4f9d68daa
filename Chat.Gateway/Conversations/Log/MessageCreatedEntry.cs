using Chat.Gateway.Messages;

namespace Chat.Gateway.Conversations.Log;

/// <summary>A message was written.</summary>
/// <param name="Message">The message as it stands now: its newest version, or its tombstone.</param>
public sealed record MessageCreatedEntry(MessageView Message) : LogEntryView;

/// <summary>A message was edited.</summary>
/// <param name="Message">The message as it stands now.</param>
public sealed record MessageEditedEntry(MessageView Message) : LogEntryView;

/// <summary>A message was deleted.</summary>
/// <param name="MessageId">The message.</param>
/// <param name="Seq">Its number.</param>
/// <param name="ThreadId">The thread in which it stood.</param>
public sealed record MessageDeletedEntry(string MessageId, long Seq, string? ThreadId) : LogEntryView;
