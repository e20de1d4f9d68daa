using Aspire.Hosting.ApplicationModel;
using Microsoft.AspNetCore.Http;

namespace Aspire.Hosting.DotnetProjects;

/// <summary>Models the endpoints a project has: its Kestrel section first, else its launch profile.</summary>
internal static class ProjectEndpoints
{
    public static void AddTo(IResourceBuilder<ProjectResource> project, ProjectSettings settings)
    {
        if (settings.KestrelEndpoints.Count > 0)
        {
            foreach (var endpoint in settings.KestrelEndpoints)
                AddKestrel(project, endpoint);
            return;
        }

        var addresses = (settings.Profile?.ApplicationUrl ?? string.Empty)
            .Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(BindingAddress.Parse)
            .ToList();
        foreach (var address in Usable(addresses))
            AddFromProfile(project, address);
    }

    /// <summary>Without a development certificate https cannot be served; http is, where the profile has it.</summary>
    private static IEnumerable<BindingAddress> Usable(IReadOnlyList<BindingAddress> addresses) =>
        addresses.Any(a => a.Scheme == "http") && !DeveloperCertificate.Exists
            ? addresses.Where(a => a.Scheme != "https")
            : addresses;

    private static void AddKestrel(IResourceBuilder<ProjectResource> project, KestrelEndpoint endpoint) =>
        project.WithEndpoint(endpoint.Name, annotation =>
        {
            annotation.UriScheme = endpoint.Url.Scheme;
            annotation.Port = endpoint.Url.Port;
            annotation.TargetHost = endpoint.Host;
            annotation.Transport = endpoint.IsHttp2 ? "http2" : "http";
            annotation.FromKestrel = true;
        });

    private static void AddFromProfile(IResourceBuilder<ProjectResource> project, BindingAddress address) =>
        project.WithEndpoint(FreeName(project.Resource, address.Scheme), annotation =>
        {
            annotation.UriScheme = address.Scheme;
            annotation.Port = address.Port;
            annotation.TargetHost = address.Host;
            annotation.Transport = "http";
            annotation.FromLaunchProfile = true;
        });

    private static string FreeName(ProjectResource project, string scheme)
    {
        var taken = project.Annotations.OfType<EndpointAnnotation>().Select(e => e.Name).ToHashSet();
        var name = scheme;
        for (var number = 2; taken.Contains(name); number++)
            name = $"{scheme}{number}";
        return name;
    }
}
