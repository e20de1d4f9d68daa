using System.Collections.Concurrent;
using Chat.Contracts.Presence.V1;
using Chat.ServiceDefaults;
using Grpc.Core;
using Microsoft.AspNetCore.Authorization;

namespace Chat.Tests.ServiceDefaults;

/// <summary>A gRPC service that remembers who called it, and can be unavailable or hang.</summary>
[Authorize(Policies.UserOrService)]
internal sealed class CallRecorder : PresenceService.PresenceServiceBase
{
    private int _calls;

    public ConcurrentQueue<string> Callers { get; } = new();

    public int Calls => _calls;

    /// <summary>So many calls, from the first on, are refused.</summary>
    public int UnavailableCalls { get; set; }

    public bool Hang { get; set; }

    public override async Task<HeartbeatResponse> Heartbeat(HeartbeatRequest request, ServerCallContext context)
    {
        await RecordAsync(context);
        return new HeartbeatResponse();
    }

    public override async Task<RegisterResponse> Register(RegisterRequest request, ServerCallContext context)
    {
        await RecordAsync(context);
        return new RegisterResponse();
    }

    public override async Task<GetOnlineResponse> GetOnline(GetOnlineRequest request, ServerCallContext context)
    {
        await RecordAsync(context);
        return new GetOnlineResponse();
    }

    private async Task RecordAsync(ServerCallContext context)
    {
        if (Interlocked.Increment(ref _calls) <= UnavailableCalls)
            throw new RpcException(new Status(StatusCode.Unavailable, "not now"));
        if (Hang)
            await new TaskCompletionSource().Task.WaitAsync(context.CancellationToken);

        var user = context.GetHttpContext().User;
        Callers.Enqueue(user.IsService() ? $"service {user.ToServiceName()}" : $"user {user.ToCaller().Id}");
    }
}
