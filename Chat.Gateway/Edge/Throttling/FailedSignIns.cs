using System.Diagnostics.Metrics;
using Microsoft.Extensions.Options;

namespace Chat.Gateway.Edge.Throttling;

/// <summary>Remembers addresses that send tokens which are no good, and for how long these are refused.</summary>
internal sealed class FailedSignIns
{
    public const string MeterName = "Chat.Gateway.SignIns";

    private readonly Counter<long> failures;
    private readonly AddressCounts addresses;
    private readonly int most;
    private readonly ILogger<FailedSignIns> logger;

    public FailedSignIns(
        IOptions<ThrottleOptions> options, TimeProvider time, IMeterFactory meters, ILogger<FailedSignIns> logger)
    {
        most = options.Value.FailedSignIns;
        addresses = new AddressCounts(most, options.Value.FailedAddresses, time);
        this.logger = logger;
        failures = meters.Create(MeterName).CreateCounter<long>("chat.signin.failures", "{request}", "Refused tokens");
    }

    /// <summary>How much longer the address's bad tokens are refused; null when they are not.</summary>
    public TimeSpan? RefusedFor(string address) => addresses.RefusedFor(address);

    public void Add(string address)
    {
        failures.Add(1);
        if (addresses.Add(address) == most)
            logger.AddressRefused(address, most);
    }
}
