namespace Chat.Gateway.Conversations.Log;

/// <summary>A part of a conversation's log, in order and without gap.</summary>
/// <param name="Items">The entries; the last one's offset is the next <c>after</c>.</param>
/// <param name="HeadOffset">The newest entry's number; further entries exist while it is greater than the last one's.</param>
public sealed record LogPage(IReadOnlyList<LogEntryView> Items, long HeadOffset);
