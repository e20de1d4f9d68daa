using System.Globalization;
using Aspire.Hosting.Native;
using Aspire.Hosting.Processes;
using Microsoft.Extensions.Configuration;

namespace Aspire.Hosting.MongoDB;

/// <summary>Runs the machine's mongod, where there is one.</summary>
internal sealed class MongoServer(string name) : INativeServer
{
    private const string Program = "mongod";

    public string? FindObstacle(IConfiguration configuration) =>
        ExecutablePath.Find(Program) is null
            ? $"No {Program} is on the PATH. Install MongoDB, or point 'ConnectionStrings:{name}' (environment variable " +
              $"ConnectionStrings__{name}) at a server, or use full mode."
            : null;

    public Task<ProcessSpec> PrepareAsync(NativeServerContext context, CancellationToken cancellationToken)
    {
        var folder = context.Data.Prepare("mongo", owner: null);
        return Task.FromResult(new ProcessSpec
        {
            FileName = ExecutablePath.Find(Program)!,
            Arguments =
            [
                "--port", context.Port.ToString(CultureInfo.InvariantCulture), "--bind_ip", "localhost",
                "--dbpath", folder, .. context.Arguments,
            ],
            WorkingDirectory = folder,
            Environment = context.Environment,
            ParentDeathSignal = Signal.Terminate,
        });
    }
}
