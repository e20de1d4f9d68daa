using Chat.Tests.Infrastructure;

namespace Chat.Tests.RateLimiting;

/// <summary>A system with the product's limit for users and small ones for everything else; two replicas count.</summary>
public sealed class LimitedApplication : ChatApplication
{
    public const int PerConversation = 30;
    public const int Jobs = 60;
    public const int Streams = 2;
    public const int RefusedRequests = 20;
    public const int FailedSignIns = 5;
    public const int FailedAddresses = 8;

    protected override IReadOnlyList<string> Arguments =>
        ["--Replicas:conversations=2", $"--ConnectionStrings:model={Prompts.Model}"];

    protected override IReadOnlyDictionary<string, string> Settings => new Dictionary<string, string>
    {
        ["RateLimits__Conversation__Requests"] = $"{PerConversation}",
        // A machine that is busy for a moment would let a replica count alone.
        ["RateLimits__RedisTimeout"] = "00:00:05",
        ["RateLimits__Jobs__Requests"] = $"{Jobs}",
        ["Throttle__StreamsPerUser"] = $"{Streams}",
        ["Throttle__RefusedRequests"] = $"{RefusedRequests}",
        ["Throttle__FailedSignIns"] = $"{FailedSignIns}",
        ["Throttle__FailedAddresses"] = $"{FailedAddresses}",
        ["Proxies__Known__0"] = "127.0.0.0/8",
        ["Proxies__Known__1"] = "::1",
    };
}
