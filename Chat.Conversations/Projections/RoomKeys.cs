namespace Chat.Conversations.Projections;

/// <summary>
/// The Redis names of the older rooms design, which its tools read. A room is called by its external id where it has one;
/// outside the default tenant every id in a name begins with the tenant's.
/// </summary>
internal static class RoomKeys
{
    /// <summary>Channel of typing notices.</summary>
    public const string TypingChannel = "chat:user:typing";

    private const string DefaultTenant = "default";

    /// <summary>What the older clients call the conversation.</summary>
    public static string RoomId(Guid conversationId, string? externalId) => externalId ?? conversationId.ToString("D");

    /// <summary>Sorted set of message JSON by seq, the newest ones.</summary>
    public static string Messages(string tenant, string roomId) => $"chat:room:{Scoped(tenant, roomId)}:messages";

    /// <summary>The highest seq.</summary>
    public static string MessageId(string tenant, string roomId) => $"chat:room:{Scoped(tenant, roomId)}:msg_id";

    /// <summary>Set of user ids.</summary>
    public static string Participants(string tenant, string roomId) => $"room:{Scoped(tenant, roomId)}:participants";

    /// <summary>Set of room ids.</summary>
    public static string RoomsOf(string tenant, string userId) => $"user:{Scoped(tenant, userId)}:rooms";

    /// <summary>List of message JSON that the user missed, newest first.</summary>
    public static string Offline(string tenant, string userId) => $"offline:{Scoped(tenant, userId)}:messages";

    /// <summary>Set of the users of a conversation who are online; the presence service writes it.</summary>
    public static string Online(Guid conversationId) => $"conversation:{conversationId:D}:users";

    /// <summary>Holds back a user's next typing notice of the same kind.</summary>
    public static string Typing(Guid conversationId, string userId, bool isTyping) =>
        $"chat:typing:{conversationId:D}:{userId}:{(isTyping ? "start" : "stop")}";

    private static string Scoped(string tenant, string id) => tenant == DefaultTenant ? id : $"{tenant}/{id}";
}
