using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting;

/// <summary>The variables that carry a connection string and its parts.</summary>
internal static class ConnectionVariables
{
    public static void Add(
        EnvironmentCallbackContext context, IResourceWithConnectionString resource, string? connectionName, bool optional)
    {
        var flags = ReferenceFlags.Of(context.Resource);
        if (flags.HasFlag(ReferenceEnvironmentInjectionFlags.ConnectionString))
        {
            var key = resource.ConnectionStringEnvironmentVariable
                ?? $"ConnectionStrings__{connectionName ?? resource.Name}";
            context.EnvironmentVariables[key] = new ConnectionStringReference(resource, optional);
        }

        if (flags.HasFlag(ReferenceEnvironmentInjectionFlags.ConnectionProperties))
            AddProperties(context, resource, connectionName ?? resource.Name, optional);
    }

    private static void AddProperties(
        EnvironmentCallbackContext context, IResourceWithConnectionString resource, string prefix, bool optional)
    {
        var start = prefix.Length == 0 ? string.Empty : $"{EnvironmentVariableName.EncodeUpper(prefix)}_";
        foreach (var (name, value) in resource.GetConnectionProperties())
            context.EnvironmentVariables[start + EnvironmentVariableName.EncodeUpper(name)] =
                optional ? new OptionalConnectionProperty(resource, value) : value;
    }
}
