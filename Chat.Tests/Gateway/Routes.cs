namespace Chat.Tests.Gateway;

/// <summary>Every route of the canonical interface, as the API document writes it.</summary>
public static class Routes
{
    private const string Conversation = "/v1/conversations/{conversationId}";
    private const string Message = Conversation + "/messages/{messageId}";
    private const string Thread = Conversation + "/threads/{threadId}";

    public static TheoryData<string, string> All => new()
    {
        { "POST", "/v1/chat" },
        { "GET", "/v1/chat/stream/{jobId}" },
        { "GET", "/v1/chat/jobs/{jobId}" },
        { "POST", "/v1/chat/jobs/{jobId}/cancel" },
        { "POST", "/v1/conversations" },
        { "GET", "/v1/conversations" },
        { "GET", Conversation },
        { "PATCH", Conversation },
        { "DELETE", Conversation },
        { "POST", Conversation + "/archive" },
        { "POST", Conversation + "/close" },
        { "POST", Conversation + "/reopen" },
        { "POST", Conversation + "/clear" },
        { "POST", Conversation + "/restore" },
        { "POST", Conversation + "/purge" },
        { "POST", Conversation + "/summary" },
        { "GET", Conversation + "/usage" },
        { "GET", Conversation + "/log" },
        { "GET", Conversation + "/audit" },
        { "POST", "/v1/agents/me/conversation" },
        { "GET", Conversation + "/participants" },
        { "POST", Conversation + "/participants" },
        { "PATCH", Conversation + "/participants/{type}/{id}" },
        { "DELETE", Conversation + "/participants/{type}/{id}" },
        { "POST", Conversation + "/leave" },
        { "POST", Conversation + "/messages" },
        { "GET", Conversation + "/messages" },
        { "GET", Conversation + "/messages/count" },
        { "GET", Conversation + "/messages/statistics" },
        { "GET", Conversation + "/messages/recent" },
        { "GET", Message },
        { "PATCH", Message },
        { "DELETE", Message },
        { "POST", Message + "/restore" },
        { "GET", Message + "/versions" },
        { "GET", Message + "/receipts" },
        { "GET", Message + "/replies" },
        { "PUT", Message + "/reactions/{emoji}" },
        { "DELETE", Message + "/reactions/{emoji}" },
        { "PUT", Message + "/pin" },
        { "DELETE", Message + "/pin" },
        { "GET", Conversation + "/pins" },
        { "GET", "/v1/messages/{messageId}" },
        { "POST", Conversation + "/receipts" },
        { "POST", Conversation + "/threads" },
        { "GET", Conversation + "/threads" },
        { "GET", Thread },
        { "GET", Thread + "/messages" },
        { "POST", Thread + "/messages" },
        { "POST", Thread + "/read" },
        { "GET", "/v1/search" },
    };

    /// <summary>Those that name something which may be somebody else's.</summary>
    public static TheoryData<string, string> OfThings =>
        new(All.Select(row => row.Data).Where(route => route.Item2 == "/v1/chat" || route.Item2.Contains('{')));

    /// <summary>A body with which the route's shape is right; null where it takes none.</summary>
    public static object? BodyFor(string method, string path, Guid conversation) => (method, path.Split('/')[^1]) switch
    {
        ("POST", "chat") => new Prompt("Hello", conversation),
        ("POST", "conversations" or "threads") => new { title = "Something" },
        ("POST", "messages") or ("PATCH", "{messageId}") => new { content = "Something" },
        ("POST", "participants") => new { id = "mallory" },
        ("POST", "receipts") => new { kind = "read", uptoSeq = 1 },
        ("POST", "read") => new { uptoSeq = 1 },
        ("PATCH", "{id}") => new { role = "owner" },
        ("PATCH", _) => new { title = "Something" },
        _ => null,
    };
}
