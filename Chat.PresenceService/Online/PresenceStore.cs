using Chat.Contracts.Presence.V1;
using Chat.Presence.Errors;
using Microsoft.Extensions.Options;
using StackExchange.Redis;

namespace Chat.Presence.Online;

/// <summary>Presence in Redis: which connections each principal has, and which nodes live.</summary>
internal sealed class PresenceStore(IConnectionMultiplexer redis, IOptions<PresenceOptions> options, TimeProvider time)
{
    private readonly PresenceOptions _options = options.Value;

    private RedisValue Lifetime => (long)_options.NodeLifetime.TotalMilliseconds;

    /// <summary>True when the principal has no other living connection.</summary>
    public async Task<bool> RegisterAsync(
        Principal principal, string nodeId, string connectionId, CancellationToken cancellationToken)
    {
        RedisKey[] keys =
        [
            PresenceKeys.Connections(principal), PresenceKeys.Online(principal.Tenant, principal.Kind),
            PresenceKeys.Heartbeat(nodeId), PresenceKeys.NodeIndex(nodeId), PresenceKeys.Nodes,
        ];
        RedisValue[] values =
        [
            PresenceKeys.Escape(principal.Id), PresenceKeys.Escape(nodeId), PresenceKeys.Member(nodeId, connectionId),
            Lifetime, PresenceKeys.NodePrefix,
        ];
        return (int)await RunAsync(PresenceScripts.Register, keys, values, cancellationToken) == 1;
    }

    /// <summary>True when no living connection of the principal remains.</summary>
    public async Task<bool> UnregisterAsync(
        Principal principal, string nodeId, string connectionId, CancellationToken cancellationToken)
    {
        RedisKey[] keys =
        [
            PresenceKeys.Connections(principal), PresenceKeys.Online(principal.Tenant, principal.Kind),
            PresenceKeys.NodeIndex(nodeId),
        ];
        RedisValue[] values =
        [
            PresenceKeys.Escape(principal.Id), PresenceKeys.Member(nodeId, connectionId), PresenceKeys.NodePrefix,
        ];
        return (int)await RunAsync(PresenceScripts.Unregister, keys, values, cancellationToken) == 1;
    }

    /// <summary>False when the node's connections must be registered again.</summary>
    public async Task<bool> BeatAsync(string nodeId, CancellationToken cancellationToken)
    {
        RedisKey[] keys = [PresenceKeys.Heartbeat(nodeId), PresenceKeys.NodeIndex(nodeId), PresenceKeys.Nodes];
        RedisValue[] values = [PresenceKeys.Escape(nodeId), Lifetime];
        return (int)await RunAsync(PresenceScripts.Heartbeat, keys, values, cancellationToken) == 1;
    }

    /// <summary>The number of living connections of each principal, in their order.</summary>
    public async Task<int[]> CountAsync(IReadOnlyList<Principal> principals, CancellationToken cancellationToken)
    {
        if (principals.Count == 0)
            return [];
        RedisKey[] keys = [.. principals.Select(principal => (RedisKey)PresenceKeys.Connections(principal))];
        return (int[])(await RunAsync(PresenceScripts.Count, keys, [PresenceKeys.NodePrefix], cancellationToken))!;
    }

    public async Task<OnlineList> ListAsync(
        string tenant, PrincipalKind kind, int limit, CancellationToken cancellationToken)
    {
        RedisValue[] values =
            [PresenceKeys.ConnectionsPrefix(tenant, kind), PresenceKeys.NodePrefix, limit, _options.ListScan];
        var answer = (RedisValue[])(await RunAsync(
            PresenceScripts.List, [PresenceKeys.Online(tenant, kind)], values, cancellationToken))!;
        return new([.. answer.Skip(1).Select(id => PresenceKeys.Unescape(id.ToString()))], (int)answer[0] == 1);
    }

    public async Task<IReadOnlyList<string>> NodesAsync(CancellationToken cancellationToken)
    {
        var nodes = await GuardAsync(redis.GetDatabase().SetMembersAsync(PresenceKeys.Nodes), cancellationToken);
        return [.. nodes.Select(node => PresenceKeys.Unescape(node.ToString()))];
    }

    /// <summary>Removes a part of what a dead node left and returns how much it was; -1 when the node lives.</summary>
    public async Task<int> SweepAsync(string nodeId, CancellationToken cancellationToken)
    {
        RedisKey[] keys = [PresenceKeys.Heartbeat(nodeId), PresenceKeys.NodeIndex(nodeId), PresenceKeys.Nodes];
        RedisValue[] values = [PresenceKeys.Escape(nodeId), _options.SweepBatch];
        return (int)await RunAsync(PresenceScripts.Sweep, keys, values, cancellationToken);
    }

    private Task<RedisResult> RunAsync(
        string script, RedisKey[] keys, RedisValue[] values, CancellationToken cancellationToken) =>
        GuardAsync(redis.GetDatabase().ScriptEvaluateAsync(script, keys, values), cancellationToken);

    private async Task<T> GuardAsync<T>(Task<T> call, CancellationToken cancellationToken)
    {
        try
        {
            return await call.WaitAsync(_options.StoreTimeout, time, cancellationToken);
        }
        catch (Exception failure) when (failure is RedisException or TimeoutException or ObjectDisposedException)
        {
            throw PresenceException.Unavailable(failure);
        }
    }
}
