using Aspire.Hosting.Processes;
using Microsoft.Extensions.Configuration;

namespace Aspire.Hosting.Native;

/// <summary>A server that Aspire runs as a container and restricted mode as a program of the machine.</summary>
internal interface INativeServer
{
    /// <summary>True when the server listens where it likes and says so; a proxy then keeps the public port stable.</summary>
    bool ChoosesPort => false;

    /// <summary>Why the server cannot run on this machine, and the cure; null when it can.</summary>
    string? FindObstacle(IConfiguration configuration) => null;

    /// <summary>Makes the data folder ready and tells what to start.</summary>
    Task<ProcessSpec> PrepareAsync(NativeServerContext context, CancellationToken cancellationToken);
}
