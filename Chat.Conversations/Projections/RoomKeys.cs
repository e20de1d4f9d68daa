namespace Chat.Conversations.Projections;

/// <summary>
/// The Redis names of the older rooms design, which its tools read. A room is called by its external id where it has one.
/// Ids are escaped like parts of an address, so that none can reach into another name; outside the default tenant a name
/// begins with the tenant's.
/// </summary>
internal static class RoomKeys
{
    /// <summary>Names of channels on which the older gateways hear of messages, receipts and membership.</summary>
    public const string MessageNew = "chat:message:new";

    public const string MessageDelivered = "chat:message:delivered";

    public const string MessageRead = "chat:message:read";

    public const string RoomJoined = "chat:room:joined";

    public const string RoomLeft = "chat:room:left";

    /// <summary>Name of the channel of typing notices.</summary>
    public const string TypingChannel = "chat:user:typing";

    /// <summary>Stands as long as Redis keeps what was written: how many rooms there were when all were written last.</summary>
    public const string AllWritten = "chat:rooms:written";

    private const string DefaultTenant = "default";

    /// <summary>The tenant's own channel of that name: a message names users, and no tenant.</summary>
    public static string Channel(string tenant, string name) => Scoped(tenant, name);

    /// <summary>What the older clients call the conversation.</summary>
    public static string RoomId(Guid conversationId, string? externalId) => externalId ?? conversationId.ToString("D");

    /// <summary>What they may have called it before it was given a name; null where it has none.</summary>
    public static string? EarlierId(Guid conversationId, string roomId)
    {
        var first = RoomId(conversationId, null);
        return first == roomId ? null : first;
    }

    /// <summary>The keys of one room.</summary>
    public static IEnumerable<string> Of(string tenant, string roomId) =>
        [Messages(tenant, roomId), MessageId(tenant, roomId), Participants(tenant, roomId)];

    /// <summary>Sorted set of message JSON by seq, the newest ones.</summary>
    public static string Messages(string tenant, string roomId) => Scoped(tenant, $"chat:room:{Escape(roomId)}:messages");

    /// <summary>The highest seq.</summary>
    public static string MessageId(string tenant, string roomId) => Scoped(tenant, $"chat:room:{Escape(roomId)}:msg_id");

    /// <summary>Set of user ids.</summary>
    public static string Participants(string tenant, string roomId) =>
        Scoped(tenant, $"room:{Escape(roomId)}:participants");

    /// <summary>Set of room ids.</summary>
    public static string RoomsOf(string tenant, string userId) => Scoped(tenant, $"user:{Escape(userId)}:rooms");

    /// <summary>List of references to messages that the user missed, newest first.</summary>
    public static string Offline(string tenant, string userId) => Scoped(tenant, $"offline:{Escape(userId)}:messages");

    /// <summary>Sorted set of the tenant's lists of missed messages by the time at which they end.</summary>
    public static string OfflineLists(string tenant) => Scoped(tenant, "chat:offline:lists");

    /// <summary>Hash of the bytes that each of those lists takes, and all of them.</summary>
    public static string OfflineBytes(string tenant) => Scoped(tenant, "chat:offline:bytes");

    /// <summary>Stands while a user is known to have been here with a token.</summary>
    public static string Seen(string tenant, string userId) => Scoped(tenant, $"chat:seen:{Escape(userId)}");

    /// <summary>Set of the users of a conversation who are online; the presence service writes it.</summary>
    public static string Online(Guid conversationId) => $"conversation:{conversationId:D}:users";

    /// <summary>Holds back a user's next typing notice.</summary>
    public static string Typing(Guid conversationId, string userId) => $"chat:typing:{conversationId:D}:{userId}";

    /// <summary>Set of a user's connections; the presence service writes it.</summary>
    public static string Connections(string tenant, string userId) => Scoped(tenant, $"presence:user:{Escape(userId)}");

    private static string Escape(string id) => Uri.EscapeDataString(id);

    private static string Scoped(string tenant, string name) =>
        tenant == DefaultTenant ? name : $"org:{Escape(tenant)}:{name}";
}
