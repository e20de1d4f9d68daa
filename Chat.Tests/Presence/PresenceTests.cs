using Chat.Contracts.Errors;
using Chat.Contracts.Presence.V1;
using Chat.Tests.Infrastructure;
using Grpc.Core;
using Grpc.Net.Client;
using static Chat.Contracts.Presence.V1.PresenceService;

namespace Chat.Tests.Presence;

/// <summary>Who is online, as gateways register it and as others may ask.</summary>
public sealed class PresenceTests : SystemTest
{
    private readonly string _tenant = $"tenant-{Guid.NewGuid():N}";
    private GrpcChannel _channel = null!;
    private PresenceServiceClient _presence = null!;

    public PresenceTests(SharedApplication chat)
        : base(chat, TimeSpan.FromMinutes(2))
    {
    }

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        _channel = Chat.Grpc("presence");
        _presence = new PresenceServiceClient(_channel);
    }

    public override ValueTask DisposeAsync()
    {
        _channel.Dispose();
        return base.DisposeAsync();
    }

    [Fact]
    [Trait("Requirement", "PRS-01")]
    [Trait("Requirement", "PRS-05")]
    public async Task Register_TwoConnections_GoOfflineWithTheLast()
    {
        var (node, ann) = (NewNode(), User("ann"));

        Assert.True((await RegisterAsync(node, "tab-1", ann)).CameOnline);
        Assert.False((await RegisterAsync(node, "tab-2", ann)).CameOnline);
        Assert.False((await RegisterAsync(node, "tab-2", ann)).CameOnline);
        Assert.Equal(2, await ConnectionsAsync(ann));

        Assert.False((await UnregisterAsync(node, "tab-1", ann)).WentOffline);
        Assert.False((await UnregisterAsync(node, "tab-1", ann)).WentOffline);
        Assert.True((await UnregisterAsync(node, "tab-2", ann)).WentOffline);
        Assert.Equal(0, await ConnectionsAsync(ann));
    }

    [Fact]
    [Trait("Requirement", "PRS-06")]
    public async Task Register_OnTwoNodes_StaysOnlineWithOne()
    {
        var (first, second, ann) = (NewNode(), NewNode(), User("ann"));

        await RegisterAsync(first, "same-id", ann);
        await RegisterAsync(second, "same-id", ann);
        Assert.Equal(2, await ConnectionsAsync(ann));

        Assert.False((await UnregisterAsync(first, "same-id", ann)).WentOffline);
        Assert.Equal(1, await ConnectionsAsync(ann));
    }

    [Fact]
    [Trait("Requirement", "RDS-18")]
    public async Task Node_WithoutHeartbeat_LosesItsConnectionsTogether()
    {
        var (dying, living, ann, bob) = (NewNode(), NewNode(), User("ann"), User("bob"));
        await RegisterAsync(dying, "1", ann);
        await RegisterAsync(dying, "2", bob);
        await RegisterAsync(living, "3", bob);
        var life = TimeSpan.FromMilliseconds((await HeartbeatAsync(dying)).ExpiresInMs);
        Assert.InRange(life, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(60));

        await Eventually.ReadAsync(
            async _ =>
            {
                await HeartbeatAsync(living);
                return await ConnectionsAsync(ann);
            },
            connections => connections == 0, life + TimeSpan.FromSeconds(10), Cancel);

        Assert.Equal(1, await ConnectionsAsync(bob));
        Assert.False((await HeartbeatAsync(dying)).Known);
        Assert.True((await HeartbeatAsync(living)).Known);
    }

    [Fact]
    [Trait("Requirement", "PRS-02")]
    [Trait("Requirement", "PRS-03")]
    public async Task ListOnline_NeverMixesUsersAndAgents()
    {
        var node = NewNode();
        await RegisterAsync(node, "1", User("ann"));
        await RegisterAsync(node, "2", new Principal { Tenant = _tenant, Kind = PrincipalKind.Agent, Id = "ann" });
        await RegisterAsync(node, "3", new Principal { Tenant = _tenant, Kind = PrincipalKind.Agent, Id = "robot" });

        Assert.Equal(["ann"], (await ListAsync(PrincipalKind.User, Service)).Ids);
        Assert.Equal(["ann", "robot"], (await ListAsync(PrincipalKind.Agent, Service)).Ids.Order());
    }

    [Fact]
    public async Task ListOnline_OverItsLimit_SaysSo()
    {
        var node = NewNode();
        foreach (var id in new[] { "ann", "bob", "cid" })
            await RegisterAsync(node, id, User(id));
        var request = new ListOnlineRequest { Tenant = _tenant, Kind = PrincipalKind.User, Limit = 2 };

        var answer = await _presence.ListOnlineAsync(request, GrpcCalls.As(Service, Cancel));

        Assert.Equal(2, answer.Ids.Count);
        Assert.True(answer.Truncated);
    }

    [Fact]
    [Trait("Requirement", "DAT-30")]
    public async Task Queries_OfUsers_SeeTheirOwnTenantOnly()
    {
        await RegisterAsync(NewNode(), "1", User("ann"));
        var insider = Chat.Tokens.User("bob", _tenant);
        var outsider = Chat.Tokens.User("eve", "elsewhere");

        Assert.Equal(["ann"], (await ListAsync(PrincipalKind.User, insider)).Ids);
        await GrpcCalls.RefusedAsync(
            StatusCode.PermissionDenied, ErrorCodes.PermissionDenied, () => ListAsync(PrincipalKind.User, outsider));
        await GrpcCalls.RefusedAsync(
            StatusCode.PermissionDenied, ErrorCodes.PermissionDenied, () => GetAsync(User("ann"), outsider));
    }

    [Fact]
    [Trait("Requirement", "SEC-03")]
    public async Task Writes_OfUsers_AreRefused()
    {
        var user = Chat.Tokens.User("ann", _tenant);
        var posing = Chat.Tokens.Mint(new Claims("gateway") { Issuer = "chat-services", Audience = "chat-services" });
        var request = new RegisterRequest { NodeId = NewNode(), ConnectionId = "1", Principal = User("ann") };

        foreach (var token in new[] { user, null, "garbage", posing, Chat.Tokens.WithoutSignature("ann") })
            await GrpcCalls.RefusedAsync(
                StatusCode.Unauthenticated, async () => await _presence.RegisterAsync(request, GrpcCalls.As(token, Cancel)));
        Assert.Equal(0, await ConnectionsAsync(User("ann")));
    }

    [Fact]
    [Trait("Requirement", "ERR-07")]
    public async Task Register_WithBadInput_IsRefused()
    {
        RegisterRequest[] bad =
        [
            new() { ConnectionId = "1", Principal = User("ann") },
            new() { NodeId = NewNode(), Principal = User("ann") },
            new() { NodeId = NewNode(), ConnectionId = "1" },
            new() { NodeId = NewNode(), ConnectionId = "1", Principal = new Principal { Tenant = _tenant, Id = "ann" } },
            new() { NodeId = NewNode(), ConnectionId = "1", Principal = User("") },
            new() { NodeId = new string('n', 5000), ConnectionId = "1", Principal = User("ann") },
        ];

        foreach (var request in bad)
            await GrpcCalls.RefusedAsync(StatusCode.InvalidArgument, ErrorCodes.ValidationFailed,
                async () => await _presence.RegisterAsync(request, GrpcCalls.As(Service, Cancel)));
    }

    private string Service => Chat.Tokens.Service("gateway");

    private static string NewNode() => $"node-{Guid.NewGuid():N}";

    private Principal User(string id) => new() { Tenant = _tenant, Kind = PrincipalKind.User, Id = id };

    private async Task<RegisterResponse> RegisterAsync(string node, string connection, Principal principal) =>
        await _presence.RegisterAsync(
            new RegisterRequest { NodeId = node, ConnectionId = connection, Principal = principal }, GrpcCalls.As(Service, Cancel));

    private async Task<UnregisterResponse> UnregisterAsync(string node, string connection, Principal principal) =>
        await _presence.UnregisterAsync(
            new UnregisterRequest { NodeId = node, ConnectionId = connection, Principal = principal }, GrpcCalls.As(Service, Cancel));

    private async Task<HeartbeatResponse> HeartbeatAsync(string node) =>
        await _presence.HeartbeatAsync(new HeartbeatRequest { NodeId = node }, GrpcCalls.As(Service, Cancel));

    private async Task<GetOnlineResponse> GetAsync(Principal principal, string token) =>
        await _presence.GetOnlineAsync(new GetOnlineRequest { Principals = { principal } }, GrpcCalls.As(token, Cancel));

    private async Task<int> ConnectionsAsync(Principal principal) =>
        (await GetAsync(principal, Service)).Presences.SingleOrDefault()?.Connections ?? 0;

    private async Task<ListOnlineResponse> ListAsync(PrincipalKind kind, string token) =>
        await _presence.ListOnlineAsync(new ListOnlineRequest { Tenant = _tenant, Kind = kind }, GrpcCalls.As(token, Cancel));
}
