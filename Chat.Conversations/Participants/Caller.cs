namespace Chat.Conversations.Participants;

/// <summary>Who calls, and in which tenant; taken from the validated token and from nothing else.</summary>
internal sealed record Caller(string Tenant, Principal Principal)
{
    /// <summary>
    /// Whether the token has the role <c>admin</c>: such a caller may read every conversation of the tenant, and the
    /// audit trail tells of it.
    /// </summary>
    public bool IsTenantAdmin { get; init; }
}
