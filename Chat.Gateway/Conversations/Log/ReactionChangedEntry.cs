namespace Chat.Gateway.Conversations.Log;

/// <summary>Somebody put a reaction on a message or took it away.</summary>
/// <param name="MessageId">The message.</param>
/// <param name="Seq">Its number.</param>
/// <param name="Emoji">The reaction.</param>
/// <param name="Added">Whether it was put there.</param>
/// <param name="Count">How many stand there now.</param>
public sealed record ReactionChangedEntry(string MessageId, long Seq, string Emoji, bool Added, long Count) : LogEntryView;

/// <summary>A message was pinned or is pinned no more.</summary>
/// <param name="MessageId">The message.</param>
/// <param name="Seq">Its number.</param>
/// <param name="Pinned">Whether it is pinned now.</param>
public sealed record PinChangedEntry(string MessageId, long Seq, bool Pinned) : LogEntryView;

/// <summary>A message became the root of a thread.</summary>
/// <param name="ThreadId">The thread, which has its root's id.</param>
/// <param name="Title">Its title.</param>
/// <param name="RootSeq">Its root's number.</param>
public sealed record ThreadCreatedEntry(string ThreadId, string? Title, long RootSeq) : LogEntryView;
