namespace Chat.ServiceDefaults;

/// <summary>Who calls, as a valid user token says.</summary>
public sealed record CallerIdentity(
    string Tenant, string Id, CallerType Type, IReadOnlyList<string> Roles, string Name)
{
    /// <summary>The tenant of a token that names none.</summary>
    public const string DefaultTenant = "default";

    public bool HasRole(string role) => Roles.Contains(role, StringComparer.Ordinal);

    /// <summary>The same caller in another of their requests, whatever roles and name the token of that request has.</summary>
    public bool IsSameAs(CallerIdentity other) => (Tenant, Id, Type) == (other.Tenant, other.Id, other.Type);
}

/// <summary>What a caller is: a person or a program that acts like one.</summary>
public enum CallerType
{
    User,
    Agent,
}
