namespace Chat.Conversations.RateLimiting;

/// <summary>Names of the counters in Redis. Those of a tenant share a hash tag, so that a cluster keeps them together.</summary>
internal static class RateKeys
{
    public static string User(string tenant, string type, string id) => $"{Prefix(tenant)}:{type}:{id}";

    public static string Jobs(string tenant, string type, string id) => $"{Prefix(tenant)}:jobs:{type}:{id}";

    public static string Tenant(string tenant) => $"{Prefix(tenant)}:tenant";

    public static string Conversation(string tenant, Guid id) => $"{Prefix(tenant)}:conversation:{id:D}";

    private static string Prefix(string tenant) => $"chat:rate:{{{tenant}}}";
}
