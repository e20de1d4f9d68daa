using System.Collections.Immutable;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>Works out which commands a resource offers in its present state.</summary>
internal static class CommandSnapshots
{
    public static ImmutableArray<ResourceCommandSnapshot> Of(
        IResource resource, CustomResourceSnapshot snapshot, IServiceProvider services)
    {
        var context = new UpdateCommandStateContext { ResourceSnapshot = snapshot, ServiceProvider = services };
        return
        [
            .. resource.Annotations.OfType<ResourceCommandAnnotation>().Select(c => new ResourceCommandSnapshot(
                c.Name,
                c.UpdateState(context),
                c.DisplayName,
                c.Options.Description,
                c.Options.Parameter,
                c.Options.ConfirmationMessage,
                c.Options.IconName,
                c.Options.IconVariant,
                c.Options.IsHighlighted)),
        ];
    }
}
