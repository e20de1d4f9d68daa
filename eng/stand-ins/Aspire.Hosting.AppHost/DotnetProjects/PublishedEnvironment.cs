using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.DotnetProjects;

/// <summary>The variables of a project in the manifest: launch profiles mean nothing where it is deployed to.</summary>
internal static class PublishedEnvironment
{
    public static void Add(Dictionary<string, object> variables, ProjectResource project)
    {
        variables["OTEL_DOTNET_EXPERIMENTAL_OTLP_RETRY"] = "in_memory";
        var endpoints = project.GetEndpoints().ToList();
        if (endpoints.Count > 0)
            variables["ASPNETCORE_FORWARDEDHEADERS_ENABLED"] = "true";

        // What the deployment's front answers on behalf of the project is not for the project to listen on.
        var own = endpoints.Where(e => !e.EndpointAnnotation.IsDefaultHttps).ToList();
        if (endpoints.Exists(e => e.EndpointAnnotation.FromKestrel))
        {
            foreach (var endpoint in own)
                variables[$"Kestrel__Endpoints__{endpoint.EndpointName}__Url"] =
                    ReferenceExpression.Create($"{endpoint.Scheme}://*:{endpoint.Property(EndpointProperty.TargetPort)}");
            return;
        }

        AddPorts(variables, "HTTP_PORTS", own.Where(e => e.Scheme == "http"));
        AddPorts(variables, "HTTPS_PORTS", own.Where(e => e.Scheme == "https"));
    }

    private static void AddPorts(Dictionary<string, object> variables, string name, IEnumerable<EndpointReference> endpoints)
    {
        var ports = new ReferenceExpressionBuilder();
        foreach (var endpoint in endpoints)
            ports.Append($"{(ports.IsEmpty ? string.Empty : ";")}{endpoint.Property(EndpointProperty.TargetPort)}");
        if (!ports.IsEmpty)
            variables[name] = ports.Build();
    }
}
