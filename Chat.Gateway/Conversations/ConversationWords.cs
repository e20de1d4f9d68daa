namespace Chat.Gateway.Conversations;

/// <summary>The words of a conversation's fields, in the order of their meaning.</summary>
internal static class ConversationWords
{
    public static readonly string[] Kinds = ["direct", "group", "agent"];

    public static readonly string[] Channels = ["chat", "voice", "email"];

    /// <summary>What can be asked for; completed is another word for closed.</summary>
    public static readonly string[] Statuses = ["active", "archived", "closed", "completed"];

    public static readonly string[] StatusFilters = [.. Statuses, "any"];
}
