[assembly: AssemblyFixture(typeof(Chat.Tests.Infrastructure.SharedApplication))]

namespace Chat.Tests.Infrastructure;

/// <summary>The system that all ordinary tests share: two workers, everything else once.</summary>
public sealed class SharedApplication : ChatApplication
{
    /// <summary>
    /// All tests come from one address, ask again and again until something holds, and sign in with bad tokens on purpose.
    /// </summary>
    protected override IReadOnlyDictionary<string, string> Settings => new Dictionary<string, string>(PriceLine.Settings)
    {
        ["Throttle__FailedSignIns"] = "100000",
        ["Throttle__RefusedRequests"] = "100000",
        ["Throttle__Burst"] = "4000",
        ["Throttle__PerSecond"] = "2000",
        ["RateLimits__User__Requests"] = "5000",
        ["Purging__Interval"] = "00:00:01",
    };

    protected override IReadOnlyList<string> Arguments => ["--Replicas:llm-worker=2", $"--ConnectionStrings:model={Prompts.Model}"];
}
