using Chat.Contracts.Presence.V1;
using Chat.Presence.Errors;
using Chat.ServiceDefaults;
using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Microsoft.Extensions.Options;
using Contract = Chat.Contracts.Presence.V1.PresenceService;

namespace Chat.Presence.Online;

/// <summary>The gRPC door to presence: gateways write, gateways and users ask.</summary>
internal sealed class PresenceService(PresenceStore store, IOptions<PresenceOptions> options) : Contract.PresenceServiceBase
{
    private const int DefaultListed = 100;

    [Authorize(Policies.Service)]
    public override async Task<RegisterResponse> Register(RegisterRequest request, ServerCallContext context)
    {
        Check(request.NodeId, request.ConnectionId, request.Principal);
        var cameOnline = await store.RegisterAsync(
            request.Principal, request.NodeId, request.ConnectionId, context.CancellationToken);
        return new RegisterResponse { CameOnline = cameOnline };
    }

    [Authorize(Policies.Service)]
    public override async Task<UnregisterResponse> Unregister(UnregisterRequest request, ServerCallContext context)
    {
        Check(request.NodeId, request.ConnectionId, request.Principal);
        var wentOffline = await store.UnregisterAsync(
            request.Principal, request.NodeId, request.ConnectionId, context.CancellationToken);
        return new UnregisterResponse { WentOffline = wentOffline };
    }

    [Authorize(Policies.Service)]
    public override async Task<HeartbeatResponse> Heartbeat(HeartbeatRequest request, ServerCallContext context)
    {
        new PresenceValidation().Id("nodeId", request.NodeId).Check();
        var isKnown = await store.BeatAsync(request.NodeId, context.CancellationToken);
        return new HeartbeatResponse
        {
            Known = isKnown,
            ExpiresInMs = (long)options.Value.NodeLifetime.TotalMilliseconds,
        };
    }

    [Authorize(Policies.UserOrService)]
    public override async Task<GetOnlineResponse> GetOnline(GetOnlineRequest request, ServerCallContext context)
    {
        new PresenceValidation().All("principals", request.Principals).Check();
        if (request.Principals.Count > 0)
            RequireAccess(context, request.Principals[0].Tenant);
        var counts = await store.CountAsync(request.Principals, context.CancellationToken);
        var response = new GetOnlineResponse();
        for (var i = 0; i < counts.Length; i++)
            response.Presences.Add(new PrincipalPresence { Principal = request.Principals[i], Connections = counts[i] });
        return response;
    }

    [Authorize(Policies.UserOrService)]
    public override async Task<ListOnlineResponse> ListOnline(ListOnlineRequest request, ServerCallContext context)
    {
        new PresenceValidation().Id("tenant", request.Tenant).Kind("kind", request.Kind).Limit("limit", request.Limit).Check();
        RequireAccess(context, request.Tenant);
        var limit = request.Limit == 0 ? DefaultListed : request.Limit;
        var online = await store.ListAsync(request.Tenant, request.Kind, limit, context.CancellationToken);
        return new ListOnlineResponse { Ids = { online.Ids }, Truncated = online.IsTruncated };
    }

    private static void Check(string nodeId, string connectionId, Principal? principal) =>
        new PresenceValidation().Id("nodeId", nodeId).Id("connectionId", connectionId).Of("principal", principal).Check();

    // A service sees every tenant, a user only the own one.
    private static void RequireAccess(ServerCallContext context, string tenant)
    {
        var isService = context.GetHttpContext().User.Identity?.AuthenticationType == TokenSchemes.Service;
        if (!isService && context.ToCaller().Tenant != tenant)
            throw PresenceException.Forbidden();
    }
}
