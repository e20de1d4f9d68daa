namespace Chat.ServiceDefaults;

/// <summary>The claims that are read, by the names that stand in the token.</summary>
public static class ClaimNames
{
    public const string Subject = "sub";
    public const string Organization = "org";
    public const string Type = "type";
    public const string Roles = "roles";
    public const string Name = "name";
}
