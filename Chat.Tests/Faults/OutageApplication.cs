using System.Globalization;
using Chat.Tests.Infrastructure;

namespace Chat.Tests.Faults;

/// <summary>
/// A system to break: two gateways, one of everything else, short leases and sessions, partitions that are soon full. Each test
/// repairs what it broke.
/// </summary>
public sealed class OutageApplication : ChatApplication
{
    public const int MissedBytesPerUser = 4 * 1024;
    public const int MissedBytesPerTenant = 64 * 1024;

    /// <summary>A worker that is silent for longer loses its partitions.</summary>
    public static TimeSpan WorkerSession => TimeSpan.FromSeconds(4);

    protected override IReadOnlyList<string> Arguments =>
        ["--Replicas:gateway=2", $"--ConnectionStrings:model={Prompts.Model}"];

    protected override IReadOnlyDictionary<string, string> Settings => new Dictionary<string, string>
    {
        ["Generation__Lease"] = "00:00:03",
        ["Generation__RenewEvery"] = "00:00:01",
        ["Generation__UnclaimedAfter"] = "00:00:05",
        ["Generation__LeaseGiveUpAfter"] = "00:00:03",
        ["Projections__StaleRooms"] = "2",
        ["Projections__MissedBytesPerUser"] = $"{MissedBytesPerUser}",
        ["Projections__MissedBytesPerTenant"] = $"{MissedBytesPerTenant}",
        // After a restart a user's four answers and their records that are read again must fit into half of it.
        ["Consumer__Capacity"] = "16",
        ["Consumer__SessionTimeout"] = WorkerSession.ToString("c", CultureInfo.InvariantCulture),
    };
}
