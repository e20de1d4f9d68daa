using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Native;

/// <summary>Says which program stands in for a container.</summary>
internal sealed class NativeServerAnnotation(INativeServer server) : IResourceAnnotation
{
    public INativeServer Server { get; } = server;
}
