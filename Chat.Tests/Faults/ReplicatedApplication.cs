using Chat.Tests.Infrastructure;

namespace Chat.Tests.Faults;

/// <summary>A system with two replicas of the system of record.</summary>
public sealed class ReplicatedApplication : ChatApplication
{
    protected override IReadOnlyList<string> Arguments =>
        ["--Replicas:conversations=2", $"--ConnectionStrings:model={Prompts.Model}"];

    protected override IReadOnlyDictionary<string, string> Settings => new Dictionary<string, string>
    {
        ["Generation__SummaryEvery"] = "0",
        ["RateLimits__Enabled"] = "false",
    };
}
