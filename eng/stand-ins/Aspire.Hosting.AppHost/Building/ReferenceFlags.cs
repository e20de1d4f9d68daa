using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting;

/// <summary>Reads which variables a resource wants from its references.</summary>
internal static class ReferenceFlags
{
    public static ReferenceEnvironmentInjectionFlags Of(IResource resource) =>
        resource.TryGetLastAnnotation<ReferenceEnvironmentInjectionAnnotation>(out var chosen)
            ? chosen.Flags
            : ReferenceEnvironmentInjectionFlags.All;
}
