using Chat.Conversations.Participants;

namespace Chat.Conversations.Conversations;

/// <summary>The words for what a conversation is, where it runs and how it stands.</summary>
internal static class ConversationKinds
{
    public const string Direct = "direct";
    public const string Group = "group";
    public const string Agent = "agent";
    public const string ChatChannel = "chat";
    public const string Active = "active";
    public const string Archived = "archived";
    public const string Closed = "closed";

    /// <summary>What an older dialect calls closed.</summary>
    public const string Completed = "completed";

    public static readonly string[] All = [Direct, Group, Agent];

    public static readonly string[] Channels = [ChatChannel, "voice", "email"];

    public static readonly string[] Statuses = [Active, Archived, Closed];

    /// <summary>The same for both of a pair, whoever begins.</summary>
    public static string KeyOfPair(Principal one, Principal other)
    {
        var (first, second) = (one.ToText(), other.ToText());
        return string.CompareOrdinal(first, second) < 0 ? $"direct {first} {second}" : $"direct {second} {first}";
    }

    /// <summary>Of the one active conversation that an agent has by itself.</summary>
    public static string KeyOfAgent(Principal agent) => $"agent {agent.Id}";

    /// <summary>Closed may not become archived: it would come back as something that can be reopened unread.</summary>
    public static bool MayBecome(string from, string to) => (from, to) switch
    {
        (Active, Archived or Closed) => true,
        (Archived, Active or Closed) => true,
        (Closed, Active) => true,
        _ => from == to,
    };
}
