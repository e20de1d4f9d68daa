using Microsoft.Extensions.Configuration;

namespace Aspire.Hosting.State;

/// <summary>The folder that <c>./chat</c> keeps its state, logs and data in; null when nobody named one.</summary>
internal sealed class StateFolder
{
    public const string Variable = "CHAT_STATE_DIR";

    public StateFolder(IConfiguration configuration, DistributedApplicationOptions options)
    {
        if (!options.UsesStateFolder || configuration[Variable] is not { Length: > 0 } path)
            return;

        Path = System.IO.Path.GetFullPath(path);
        Logs = System.IO.Path.Combine(Path, "logs");
        Directory.CreateDirectory(Logs);
    }

    public string? Path { get; }

    public string? Logs { get; }

    public string? LogFileOf(string name, int replica, int replicas) => Logs is null
        ? null
        : System.IO.Path.Combine(Logs, replicas == 1 ? $"{name}.log" : $"{name}-{replica + 1}.log");
}
