namespace Chat.Gateway.Conversations.Log;

/// <summary>The deleted conversation is back.</summary>
public sealed record ConversationRestoredEntry : LogEntryView;
