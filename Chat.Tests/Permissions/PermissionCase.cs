namespace Chat.Tests.Permissions;

/// <summary>
/// One request and the permission that it asks for. In the path and the body <c>{own}</c> is a message of the caller,
/// <c>{other}</c> one of somebody else, <c>{thread}</c> a thread, <c>{below}</c> a participant with a low role who is not the caller.
/// </summary>
public sealed record PermissionCase(string Method, string Path, string Permission, string? Body = null)
{
    /// <summary>What the conversation must be before: active, or deleted.</summary>
    public bool OfDeleted { get; init; }

    /// <summary>
    /// The message that is deleted before: the own one by who wrote it (by the owner, where a viewer may not), another one by
    /// somebody else.
    /// </summary>
    public string? Deleted { get; init; }

    public override string ToString() => $"{Method} {Path} {Body}";

    public static IReadOnlyList<PermissionCase> All { get; } =
    [
        new("GET", "", "Read"),
        new("GET", "/log", "Read"),
        new("GET", "/usage", "Read"),
        new("GET", "/participants", "Read"),
        new("GET", "/messages", "Read"),
        new("GET", "/messages/{other}", "Read"),
        new("GET", "/messages/{other}/versions", "Read"),
        new("GET", "/messages/{other}/receipts", "Read"),
        new("GET", "/messages/{other}/replies", "Read"),
        new("GET", "/messages/count", "Read"),
        new("GET", "/messages/statistics", "Read"),
        new("GET", "/messages/recent", "Read"),
        new("GET", "/pins", "Read"),
        new("GET", "/threads", "Read"),
        new("GET", "/threads/{thread}", "Read"),
        new("GET", "/threads/{thread}/messages", "Read"),
        new("POST", "/receipts", "MarkReceipts", """{"kind":"read","uptoSeq":1}"""),
        new("POST", "/threads/{thread}/read", "MarkReceipts", """{"uptoSeq":1}"""),
        new("POST", "/leave", "Leave"),
        new("POST", "/messages", "Send", """{"content":"hello"}"""),
        new("POST", "/messages", "WriteAsSystem", """{"content":"notice","role":"system"}"""),
        new("POST", "/threads/{thread}/messages", "Send", """{"content":"hello"}"""),
        new("PUT", "/messages/{other}/reactions/%F0%9F%91%8D", "React"),
        new("DELETE", "/messages/{other}/reactions/%F0%9F%91%8D", "React"),
        new("PUT", "/messages/{other}/pin", "Pin"),
        new("DELETE", "/messages/{other}/pin", "Pin"),
        new("PATCH", "/messages/{own}", "EditOwn", """{"content":"better"}"""),
        new("PATCH", "/messages/{other}", "EditAny", """{"content":"better"}"""),
        new("DELETE", "/messages/{own}", "DeleteOwn"),
        new("DELETE", "/messages/{other}", "DeleteAny"),
        new("POST", "/messages/{own}/restore", "RestoreOwn") { Deleted = "{own}" },
        new("POST", "/messages/{other}/restore", "RestoreAny") { Deleted = "{other}" },
        new("POST", "/threads", "CreateThread", """{"rootMessageId":"{other}"}"""),
        new("POST", "/summary", "RequestSummary"),
        new("PATCH", "", "ChangeSettings", """{"title":"new"}"""),
        new("PATCH", "", "ChangeStatus", """{"status":"archived"}"""),
        new("PATCH", "", "ChangePermissions", """{"permissionOverrides":{"addParticipants":"member"}}"""),
        new("PATCH", "", "ChangePermissions", """{"title":"new","permissionOverrides":null}"""),
        new("POST", "/archive", "ChangeStatus"),
        new("POST", "/close", "ChangeStatus"),
        new("POST", "/reopen", "ChangeStatus"),
        new("POST", "/participants", "AddParticipants", """{"id":"newcomer"}"""),
        new("DELETE", "/participants/user/{below}", "RemoveParticipants"),
        new("PATCH", "/participants/user/{below}", "ChangeRoles", """{"role":"viewer"}"""),
        new("POST", "/clear", "Clear"),
        new("DELETE", "", "Delete"),
        new("POST", "/restore", "Restore") { OfDeleted = true },
        new("POST", "/purge", "Purge") { OfDeleted = true },
    ];
}
