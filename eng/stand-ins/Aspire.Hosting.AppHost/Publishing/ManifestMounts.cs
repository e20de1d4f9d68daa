using System.Text.Json;
using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Publishing;

/// <summary>Writes where a container keeps its data.</summary>
internal static class ManifestMounts
{
    public static void Write(Utf8JsonWriter json, ContainerResource container, Func<string, string> pathOf)
    {
        var mounts = container.Annotations.OfType<ContainerMountAnnotation>().ToLookup(mount => mount.Type);
        Write(json, "bindMounts", mounts[ContainerMountType.BindMount], mount => json.WriteString("source", pathOf(mount.Source!)));
        Write(json, "volumes", mounts[ContainerMountType.Volume], mount =>
        {
            if (mount.Source is not null)
                json.WriteString("name", mount.Source);
        });
    }

    private static void Write(
        Utf8JsonWriter json, string kind, IEnumerable<ContainerMountAnnotation> mounts, Action<ContainerMountAnnotation> writeSource)
    {
        if (!mounts.Any())
            return;

        json.WriteStartArray(kind);
        foreach (var mount in mounts)
        {
            json.WriteStartObject();
            writeSource(mount);
            json.WriteString("target", mount.Target);
            json.WriteBoolean("readOnly", mount.IsReadOnly);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
