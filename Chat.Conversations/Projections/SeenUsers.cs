using System.Collections.Concurrent;
using Chat.Contracts.Conversations.V1;
using Chat.Conversations.Participants;
using Chat.ServiceDefaults;
using Grpc.Core;
using Grpc.Core.Interceptors;
using Microsoft.Extensions.Options;
using StackExchange.Redis;

namespace Chat.Conversations.Projections;

/// <summary>Notes in Redis which users came with a token of their own; nobody waits for it, and it is not told each time.</summary>
internal sealed class SeenUsers(
    IConnectionMultiplexer redis, IOptions<ProjectionsOptions> options, TimeProvider time) : Interceptor
{
    /// <summary>Users whose note is known to be new; when there are more, all are noted again.</summary>
    private const int MostRemembered = 100_000;

    private static readonly TimeSpan NotedAgainAfter = TimeSpan.FromMinutes(10);

    private readonly ConcurrentDictionary<(string Tenant, string User), long> _noted = [];

    public override Task<TResponse> UnaryServerHandler<TRequest, TResponse>(
        TRequest request, ServerCallContext context, UnaryServerMethod<TRequest, TResponse> continuation)
    {
        if (!context.GetHttpContext().User.IsService()) Note(context.ToChatCaller());
        return continuation(request, context);
    }

    private void Note(Caller caller)
    {
        if (caller.Principal.Type != PrincipalType.User) return;
        var user = (caller.Tenant, caller.Principal.Id);
        if (_noted.TryGetValue(user, out var at) && time.GetElapsedTime(at) < NotedAgainAfter) return;
        if (_noted.Count >= MostRemembered) _noted.Clear();
        _noted[user] = time.GetTimestamp();
        redis.GetDatabase().StringSet(
            RoomKeys.Seen(user.Tenant, user.Id), 1, options.Value.KnownFor, When.Always, CommandFlags.FireAndForget);
    }
}
