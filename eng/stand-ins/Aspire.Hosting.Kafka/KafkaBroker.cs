using System.Globalization;
using System.Reflection;
using Aspire.Hosting.Native;
using Aspire.Hosting.Processes;
using Microsoft.Extensions.Configuration;

namespace Aspire.Hosting.Kafka;

/// <summary>Runs the broker process, which listens on a port of its own choice.</summary>
internal sealed class KafkaBroker : INativeServer
{
    /// <summary>What the broker writes, followed by its port, once it listens.</summary>
    private const string Announcement = "listening on 127.0.0.1:";

    public bool ChoosesPort => true;

    private static string Program => AppHostAssembly.FindMetadata(Assembly.GetExecutingAssembly(), "kafkabrokerpath")
        ?? string.Empty;

    public string? FindObstacle(IConfiguration configuration) =>
        File.Exists(Program) ? null : $"The Kafka broker was not built: '{Program}' is missing. Build the AppHost again.";

    public Task<ProcessSpec> PrepareAsync(NativeServerContext context, CancellationToken cancellationToken) =>
        Task.FromResult(new ProcessSpec
        {
            FileName = DotnetHost.Path,
            Arguments = [Program],
            WorkingDirectory = Path.GetDirectoryName(Program)!,
            Environment = context.Environment,
            ReadAnnouncedPort = ReadPort,
        });

    internal static int? ReadPort(string line) =>
        line.StartsWith(Announcement, StringComparison.Ordinal) &&
        int.TryParse(line.AsSpan(Announcement.Length), CultureInfo.InvariantCulture, out var port)
            ? port
            : null;
}
