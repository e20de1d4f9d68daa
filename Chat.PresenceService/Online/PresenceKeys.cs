using Chat.Contracts.Presence.V1;
using Chat.ServiceDefaults;

namespace Chat.Presence.Online;

/// <summary>
/// Every name in Redis that is ours. Ids are escaped like parts of an address, so that none can hold a colon or a space
/// and thereby reach into another name.
/// </summary>
internal static class PresenceKeys
{
    /// <summary>What stands before a node in the key of its heartbeat.</summary>
    public const string NodePrefix = "presence:node:";

    /// <summary>The set of all nodes that may have connections.</summary>
    public const string Nodes = "presence:nodes";

    private const string NodeIndexPrefix = "presence:node-connections:";

    /// <summary>Exists as long as the node lives.</summary>
    public static string Heartbeat(string nodeId) => NodePrefix + Escape(nodeId);

    /// <summary>The set of a node's connections, each with all that is needed to remove it.</summary>
    public static string NodeIndex(string nodeId) => NodeIndexPrefix + Escape(nodeId);

    /// <summary>The set of a principal's connections.</summary>
    public static string Connections(Principal principal) =>
        ConnectionsPrefix(principal.Tenant, principal.Kind) + Escape(principal.Id);

    /// <summary>What stands before a principal's id in <see cref="Connections"/>.</summary>
    public static string ConnectionsPrefix(string tenant, PrincipalKind kind) =>
        $"{TenantPrefix(tenant)}presence:{Word(kind)}:";

    /// <summary>The registry of the principals that may be online.</summary>
    public static string Online(string tenant, PrincipalKind kind) =>
        $"{TenantPrefix(tenant)}presence:online:{Word(kind)}";

    /// <summary>One connection in <see cref="Connections"/>.</summary>
    public static string Member(string nodeId, string connectionId) => $"{Escape(nodeId)}:{Escape(connectionId)}";

    public static string Escape(string id) => Uri.EscapeDataString(id);

    public static string Unescape(string id) => Uri.UnescapeDataString(id);

    private static string TenantPrefix(string tenant) =>
        tenant == CallerIdentity.DefaultTenant ? "" : $"org:{Escape(tenant)}:";

    private static string Word(PrincipalKind kind) => kind == PrincipalKind.Agent ? "agent" : "user";
}
