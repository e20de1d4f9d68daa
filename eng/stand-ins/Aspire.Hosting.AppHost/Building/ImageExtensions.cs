using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting;

/// <summary>Says which image a container is run from; native processes have none, the manifest names it.</summary>
public static class ContainerImageExtensions
{
    public static IResourceBuilder<T> WithImage<T>(
        this IResourceBuilder<T> builder, string image, string? tag = null) where T : ContainerResource
    {
        var annotation = Find(builder.Resource);
        if (annotation is null)
            return builder.WithAnnotation(new ContainerImageAnnotation { Image = image, Tag = tag ?? "latest" });
        annotation.Image = image;
        annotation.Tag = tag ?? annotation.Tag;
        return builder;
    }

    public static IResourceBuilder<T> WithImageTag<T>(this IResourceBuilder<T> builder, string tag)
        where T : ContainerResource => builder.Change(image => image.Tag = tag);

    public static IResourceBuilder<T> WithImageRegistry<T>(this IResourceBuilder<T> builder, string? registry)
        where T : ContainerResource => builder.Change(image => image.Registry = registry);

    public static IResourceBuilder<T> WithContainerName<T>(this IResourceBuilder<T> builder, string name)
        where T : ContainerResource => builder;

    public static IResourceBuilder<T> WithContainerRuntimeArgs<T>(
        this IResourceBuilder<T> builder, params string[] args) where T : ContainerResource => builder;

    private static IResourceBuilder<T> Change<T>(this IResourceBuilder<T> builder, Action<ContainerImageAnnotation> change)
        where T : ContainerResource
    {
        change(Find(builder.Resource) ?? throw new InvalidOperationException(
            $"The resource '{builder.Resource.Name}' does not have a container image specified."));
        return builder;
    }

    private static ContainerImageAnnotation? Find(ContainerResource container) =>
        container.Annotations.OfType<ContainerImageAnnotation>().LastOrDefault();
}
