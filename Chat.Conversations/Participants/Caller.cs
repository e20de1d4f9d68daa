namespace Chat.Conversations.Participants;

/// <summary>Who calls, and in which tenant; taken from the validated token and from nothing else.</summary>
internal sealed record Caller(string Tenant, Principal Principal);
