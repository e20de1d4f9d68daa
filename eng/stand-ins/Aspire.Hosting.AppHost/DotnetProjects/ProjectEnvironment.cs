using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.DependencyInjection;

namespace Aspire.Hosting.DotnetProjects;

/// <summary>The variables every project gets; what the model sets comes later and wins.</summary>
internal static class ProjectEnvironment
{
    public static void Add(EnvironmentCallbackContext context, ProjectSettings settings)
    {
        if (context.ExecutionContext.IsPublishMode)
        {
            PublishedEnvironment.Add(context.EnvironmentVariables, (ProjectResource)context.Resource);
            return;
        }

        var services = context.ExecutionContext.ServiceProvider;
        AddProfile(context.EnvironmentVariables, settings);
        AddConsole(context.EnvironmentVariables);
        services.GetRequiredService<OtlpSettings>().AddTo(context.EnvironmentVariables, context.Resource);
        AddUrls(context.EnvironmentVariables, (ProjectResource)context.Resource);
    }

    /// <summary>The profile alone names the environment; a project without one runs as Production, as anywhere else.</summary>
    private static void AddProfile(Dictionary<string, object> variables, ProjectSettings settings)
    {
        if (settings.ProfileName is not null)
            variables["DOTNET_LAUNCH_PROFILE"] = settings.ProfileName;
        foreach (var (name, value) in settings.Profile?.EnvironmentVariables ?? [])
            variables[name] = Environment.ExpandEnvironmentVariables(value);
    }

    private static void AddConsole(Dictionary<string, object> variables)
    {
        variables["LOGGING__CONSOLE__FORMATTERNAME"] = "simple";
        variables["DOTNET_SYSTEM_CONSOLE_ALLOW_ANSI_COLOR_REDIRECTION"] = "true";
    }

    private static void AddUrls(Dictionary<string, object> variables, ProjectResource project)
    {
        var urls = new ReferenceExpressionBuilder();
        foreach (var endpoint in project.GetEndpoints().Where(e => e.IsHttp || e.IsHttps))
        {
            var port = endpoint.Property(EndpointProperty.TargetPort);
            var url = ReferenceExpression.Create($"{endpoint.Scheme}://localhost:{port}");
            if (endpoint.EndpointAnnotation.FromKestrel)
                variables[$"Kestrel__Endpoints__{endpoint.EndpointName}__Url"] = url;
            else
                urls.Append($"{(urls.IsEmpty ? string.Empty : ";")}{url}");
        }

        if (!urls.IsEmpty)
            variables["ASPNETCORE_URLS"] = urls.Build();
        if (project.GetEndpoints().FirstOrDefault(e => e.EndpointName == "https") is { } https)
            variables["ASPNETCORE_HTTPS_PORT"] = https.Property(EndpointProperty.Port);
    }
}
