using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Native;

/// <summary>Marks a server this machine does not have.</summary>
internal sealed class UnavailableAnnotation(string reason) : IResourceAnnotation
{
    public string Reason { get; } = reason;
}
