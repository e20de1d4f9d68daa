using System.Globalization;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Native;
using Aspire.Hosting.Processes;
using Microsoft.Extensions.Configuration;

namespace Aspire.Hosting.Redis;

/// <summary>Runs redis-server with a configuration file of its own.</summary>
internal sealed class RedisServer(RedisResource redis) : INativeServer
{
    private const string Program = "redis-server";

    public string? FindObstacle(IConfiguration configuration) =>
        ExecutablePath.Find(Program) is null
            ? $"No {Program} is on the PATH. Install Redis (Debian: apt install redis-server) or use full mode."
            : null;

    public async Task<ProcessSpec> PrepareAsync(NativeServerContext context, CancellationToken cancellationToken)
    {
        var folder = context.Data.Prepare("redis", owner: null);

        // The password stands in a file only we can read, not in the process list.
        var file = Path.Combine(context.Data.Path, "redis.conf");
        var lines = await ConfigureAsync(context, folder, cancellationToken);
        await PrivateFile.WriteAsync(file, string.Join('\n', lines), cancellationToken);

        return new ProcessSpec
        {
            FileName = ExecutablePath.Find(Program)!,
            Arguments = [file, .. context.Arguments],
            WorkingDirectory = folder,
            Environment = context.Environment,
            ParentDeathSignal = Signal.Terminate,
        };
    }

    private async Task<IEnumerable<string>> ConfigureAsync(
        NativeServerContext context, string folder, CancellationToken cancellationToken)
    {
        var lines = new List<string>
        {
            string.Create(CultureInfo.InvariantCulture, $"port {context.Port}"),
            "bind 127.0.0.1 -::1",
            "daemonize no",
            $"dir \"{folder}\"",
        };

        if (redis.PasswordParameter is { } password)
            lines.Add($"requirepass \"{await password.GetValueAsync(cancellationToken)}\"");

        lines.Add(redis.TryGetLastAnnotation<PersistenceAnnotation>(out var persistence) && context.Data.IsKept
            ? string.Create(
                CultureInfo.InvariantCulture,
                $"save {persistence.Interval.TotalSeconds:F0} {persistence.KeysChangedThreshold}")
            : "save \"\"");
        return lines;
    }
}
