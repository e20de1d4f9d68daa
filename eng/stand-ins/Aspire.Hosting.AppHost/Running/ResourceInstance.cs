using System.Security.Cryptography;
using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Running;

/// <summary>One of the processes a resource consists of.</summary>
internal sealed class ResourceInstance(IResource resource, int index)
{
    private const string SuffixAlphabet = "abcdefghjkmnpqrstuvwxyz";
    private const int SuffixLength = 8;

    public IResource Resource { get; } = resource;

    /// <summary>Counts the replicas of a resource from 0.</summary>
    public int Index { get; } = index;

    public string Suffix { get; } = RandomNumberGenerator.GetString(SuffixAlphabet, SuffixLength);

    public string Id => $"{Resource.Name}-{Suffix}";

    public InstancePorts Ports { get; } = new();

    /// <summary>True while the process runs; the proxy sends connections only to those.</summary>
    public bool IsAlive { get; set; }
}
