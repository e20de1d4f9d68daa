using Aspire.Hosting.Processes;

namespace Aspire.Hosting.Running;

/// <summary>Knows how a kind of resource becomes a process.</summary>
internal interface ILauncher
{
    Task<ProcessSpec> PrepareAsync(ResourceInstance instance, CancellationToken cancellationToken);
}
