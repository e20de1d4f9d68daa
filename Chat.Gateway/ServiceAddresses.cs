namespace Chat.Gateway;

/// <summary>Where the services behind the gateway are, by the names that service discovery knows.</summary>
internal static class ServiceAddresses
{
    public const string Conversations = "http://_grpc.conversations";
}
