using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.DotnetProjects;

/// <summary>The telemetry attribute that tells one process of a resource from the next.</summary>
internal sealed class InstanceIdAttribute : IValueProvider
{
    public ValueTask<string?> GetValueAsync(CancellationToken cancellationToken = default) => new((string?)null);

    public ValueTask<string?> GetValueAsync(ValueProviderContext context, CancellationToken cancellationToken = default) =>
        new(context.Instance is { } instance ? $"service.instance.id={instance.Suffix}" : null);
}
