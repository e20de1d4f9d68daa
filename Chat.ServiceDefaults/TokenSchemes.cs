namespace Chat.ServiceDefaults;

/// <summary>The names of the authentication schemes.</summary>
public static class TokenSchemes
{
    /// <summary>Tokens of people and agents.</summary>
    public const string User = "User";

    /// <summary>Tokens that services mint for each other.</summary>
    public const string Service = "Service";
}
