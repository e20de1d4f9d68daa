namespace Aspire.Hosting.ApplicationModel;

/// <summary>A connection property that is left out while an optional connection string is missing.</summary>
internal sealed class OptionalConnectionProperty(IResourceWithConnectionString resource, ReferenceExpression property)
    : IValueProvider
{
    public ReferenceExpression Property => property;

    public async ValueTask<string?> GetValueAsync(CancellationToken cancellationToken = default) =>
        string.IsNullOrEmpty(await resource.GetConnectionStringAsync(cancellationToken))
            ? null
            : await property.GetValueAsync(cancellationToken);
}
