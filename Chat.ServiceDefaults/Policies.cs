namespace Chat.ServiceDefaults;

/// <summary>The names of the authorization policies; without a name, the default one asks for a user token.</summary>
public static class Policies
{
    /// <summary>Only a service token opens it, a user token never does.</summary>
    public const string Service = "Service";

    /// <summary>A user token opens it, and a service token too.</summary>
    public const string UserOrService = "UserOrService";
}
