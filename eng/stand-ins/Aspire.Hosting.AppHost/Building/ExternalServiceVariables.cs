using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting;

/// <summary>The variables that announce a service outside the application.</summary>
internal static class ExternalServiceVariables
{
    public static async Task AddAsync(EnvironmentCallbackContext context, ExternalServiceResource service)
    {
        var name = EnvironmentVariableName.EncodeUpper(service.Name);
        if (service.Uri is { } uri)
        {
            context.EnvironmentVariables[name] = uri.ToString();
            context.EnvironmentVariables[$"services__{service.Name}__{uri.Scheme}__0"] = uri.ToString();
            return;
        }

        var url = await service.UrlParameter!.GetValueAsync(context.CancellationToken);
        if (!Uri.TryCreate(url, UriKind.Absolute, out var given))
            throw new DistributedApplicationException(
                $"The URL parameter of the external service '{service.Name}' is not an absolute URL.");

        context.EnvironmentVariables[$"{name}_{given.Scheme.ToUpperInvariant()}"] = service.UrlParameter;
        context.EnvironmentVariables[$"services__{service.Name}__{given.Scheme}__0"] = service.UrlParameter;
    }
}
