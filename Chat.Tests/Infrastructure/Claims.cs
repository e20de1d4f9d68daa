namespace Chat.Tests.Infrastructure;

/// <summary>What a token says; the defaults are those of an ordinary user.</summary>
public sealed record Claims(string? Subject)
{
    public string Issuer { get; init; } = "chat-dev";

    public string Audience { get; init; } = "chat";

    /// <summary>The signing key of users' tokens when null.</summary>
    public string? Key { get; init; }

    public string? Tenant { get; init; } = "default";

    public string? Type { get; init; } = "user";

    public IReadOnlyList<string> Roles { get; init; } = ["member"];

    public TimeSpan Lifetime { get; init; } = TimeSpan.FromMinutes(30);

    public Dictionary<string, object> ToDictionary()
    {
        var claims = new Dictionary<string, object>();
        Add("sub", Subject);
        Add("org", Tenant);
        Add("type", Type);
        if (Type is not null)
        {
            claims["roles"] = Roles.ToArray();
            claims["name"] = $"The {Type} {Subject}";
        }

        return claims;

        void Add(string name, string? value)
        {
            if (value is not null)
                claims[name] = value;
        }
    }
}
