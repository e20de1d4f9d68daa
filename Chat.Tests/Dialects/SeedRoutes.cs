namespace Chat.Tests.Dialects;

/// <summary>Every REST endpoint that the older designs list, by requirement, as the API document writes it.</summary>
public static class SeedRoutes
{
    private const string D002 = "/api/conversations";
    private const string D003 = "/chat/sessions/{sessionId}/messages";
    private const string D004 = "/messages/conversation/{id}";

    /// <summary>The first design's operations, which it has over gRPC only.</summary>
    public static IEnumerable<string> Aliases =>
    [
        "POST /chat/rooms/{roomId}/messages", "GET /chat/rooms/{roomId}/messages",
        "POST /chat/rooms/{roomId}/join", "POST /chat/rooms/{roomId}/leave",
        "POST /chat/rooms/{roomId}/delivered", "POST /chat/rooms/{roomId}/read",
    ];

    /// <summary>Those that need a token.</summary>
    public static TheoryData<string, string, string> Guarded =>
        new(All.Select(row => row.Data).Where(route => route.Item1 != "RST-15"));

    public static TheoryData<string, string, string> All => new()
    {
        { "RST-01", "POST", "/v1/chat" },
        { "RST-02", "GET", "/v1/chat/stream/{jobId}" },
        { "RST-03", "GET", D002 },
        { "RST-04", "POST", D002 },
        { "RST-05", "GET", D002 + "/{id}" },
        { "RST-06", "PUT", D002 + "/{id}" },
        { "RST-07", "DELETE", D002 + "/{id}" },
        { "RST-08", "GET", D002 + "/{id}/messages" },
        { "RST-09", "POST", D002 + "/{id}/messages" },
        { "RST-10", "PATCH", D002 + "/{id}/messages/{messageId}" },
        { "RST-11", "DELETE", D002 + "/{id}/messages/{messageId}" },
        { "RST-12", "POST", D002 + "/{id}/threads" },
        { "RST-13", "GET", D002 + "/{id}/threads/{threadId}" },
        { "RST-14", "POST", D002 + "/{id}/threads/{threadId}" },
        { "RST-15", "GET", "/health" },
        { "RST-16", "POST", D003 },
        { "RST-17", "GET", D003 },
        { "RST-18", "GET", D003 + "/recent" },
        { "RST-19", "GET", "/chat/messages/{messageId}" },
        { "RST-20", "PUT", "/chat/messages/{messageId}" },
        { "RST-21", "DELETE", "/chat/messages/{messageId}" },
        { "RST-22", "GET", D003 + "/count" },
        { "RST-23", "DELETE", D003 },
        { "RST-24", "POST", "/conversations" },
        { "RST-25", "GET", "/conversations" },
        { "RST-26", "GET", "/conversations/my-conversations" },
        { "RST-27", "GET", "/conversations/agent/{agentId}" },
        { "RST-28", "GET", "/conversations/{id}" },
        { "RST-29", "PUT", "/conversations/{id}" },
        { "RST-30", "DELETE", "/conversations/{id}" },
        { "RST-31", "POST", "/conversations/{id}/participants" },
        { "RST-32", "DELETE", "/conversations/{id}/participants/{type}/{participantId}" },
        { "RST-33", "POST", "/conversations/{id}/archive" },
        { "RST-34", "POST", "/conversations/{id}/close" },
        { "RST-35", "POST", "/conversations/{id}/summary" },
        { "RST-36", "POST", "/messages" },
        { "RST-37", "GET", D004 },
        { "RST-38", "GET", D004 + "/role/{role}" },
        { "RST-39", "GET", D004 + "/attachments" },
        { "RST-40", "GET", D004 + "/search" },
        { "RST-41", "GET", D004 + "/last/{count}" },
        { "RST-42", "GET", D004 + "/statistics" },
        { "RST-43", "GET", "/messages/thread/{messageId}" },
        { "RST-44", "GET", "/messages/{messageId}" },
        { "RST-45", "DELETE", "/messages/{messageId}" },
    };
}
