using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting;

/// <summary>The variables that announce a resource's endpoints to those that reference it.</summary>
internal static class EndpointVariables
{
    public static void Add(EnvironmentCallbackContext context, EndpointReferenceAnnotation reference)
    {
        var flags = ReferenceFlags.Of(context.Resource);
        foreach (var endpoint in reference.Resource.GetEndpoints().Where(e => IsWanted(reference, e)))
        {
            if (flags.HasFlag(ReferenceEnvironmentInjectionFlags.Endpoints))
                context.EnvironmentVariables[EndpointKey(reference, endpoint)] = endpoint;
            if (flags.HasFlag(ReferenceEnvironmentInjectionFlags.ServiceDiscovery))
                context.EnvironmentVariables[NextServiceKey(context, reference, endpoint)] = endpoint;
        }
    }

    private static bool IsWanted(EndpointReferenceAnnotation reference, EndpointReference endpoint) =>
        reference.EndpointNames.Contains(endpoint.EndpointName) ||
        (reference.UseAllEndpoints && !endpoint.ExcludeReferenceEndpoint);

    private static string EndpointKey(EndpointReferenceAnnotation reference, EndpointReference endpoint)
    {
        var service = reference.ReferenceName is { } given
            ? EnvironmentVariableName.Encode(given)
            : EnvironmentVariableName.EncodeUpper(reference.Resource.Name);
        return $"{service}_{EnvironmentVariableName.EncodeUpper(endpoint.EndpointName)}";
    }

    private static string NextServiceKey(
        EnvironmentCallbackContext context, EndpointReferenceAnnotation reference, EndpointReference endpoint)
    {
        var service = reference.ReferenceName ?? reference.Resource.Name;

        // An endpoint called http or https may have changed its scheme; other names are looked up as they are.
        var isHttpName = endpoint.EndpointName.ToLowerInvariant() is "http" or "https";
        var kind = isHttpName ? endpoint.Scheme : endpoint.EndpointName;

        var index = 0;
        while (context.EnvironmentVariables.ContainsKey($"services__{service}__{kind}__{index}"))
            index++;
        return $"services__{service}__{kind}__{index}";
    }
}
