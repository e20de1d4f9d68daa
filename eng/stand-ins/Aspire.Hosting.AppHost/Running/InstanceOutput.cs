using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.State;

namespace Aspire.Hosting.Running;

/// <summary>Takes the lines an instance writes to its log and, with a state folder, to a file.</summary>
internal sealed class InstanceOutput : IDisposable
{
    private readonly ResourceLog _log;
    private readonly LogFile? _file;

    public InstanceOutput(ResourceInstance instance, ResourceLoggerService logs, StateFolder state)
    {
        _log = logs.LogOf(instance.Id);
        var name = instance.Resource.Name;
        if (state.LogFileOf(name, instance.Index, instance.Resource.GetReplicaCount()) is { } path)
        {
            _file = new LogFile(path);
            _log.Copy = _file.Write;
        }
    }

    public void Add(string line, bool isError) => _log.Add(line, isError);

    public void Dispose() => _file?.Dispose();
}
