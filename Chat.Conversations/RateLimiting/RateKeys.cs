namespace Chat.Conversations.RateLimiting;

/// <summary>Names of the counters in Redis. Those of a tenant share a hash tag, so that a cluster keeps them together.</summary>
internal static class RateKeys
{
    public static string User(string tenant, string type, string id) => $"{Prefix(tenant)}:{type}:{id}";

    public static string Tenant(string tenant) => $"{Prefix(tenant)}:tenant";

    /// <summary>However an id is spelled, it is the same counter.</summary>
    public static string Conversation(string tenant, string id) => $"{Prefix(tenant)}:conversation:{id.ToLowerInvariant()}";

    private static string Prefix(string tenant) => $"chat:rate:{{{tenant}}}";
}
