using Aspire.Hosting.ApplicationModel;
using Microsoft.AspNetCore.Http;

namespace Aspire.Hosting.DotnetProjects;

/// <summary>Models the endpoints a project has: its Kestrel section first, else its launch profile.</summary>
internal static class ProjectEndpoints
{
    public static void AddTo(IResourceBuilder<ProjectResource> project, ProjectSettings settings)
    {
        var isPublished = project.ApplicationBuilder.ExecutionContext.IsPublishMode;
        foreach (var endpoint in settings.KestrelEndpoints)
            AddKestrel(project, endpoint, isPublished);
        if (isPublished)
            AddDefaults(project, settings);
        else if (settings.KestrelEndpoints.Count == 0)
            AddProfile(project, settings);
    }

    private static void AddProfile(IResourceBuilder<ProjectResource> project, ProjectSettings settings)
    {

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

    private static void AddKestrel(IResourceBuilder<ProjectResource> project, KestrelEndpoint endpoint, bool isPublished) =>
        project.WithEndpoint(endpoint.Name, annotation =>
        {
            annotation.UriScheme = endpoint.Url.Scheme;
            // Where it is deployed to, the public port is the front's; here the port that the process has differs by replica.
            if (isPublished)
                annotation.TargetPort = endpoint.Url.Port;
            else
                annotation.Port = endpoint.Url.Port;
            annotation.TargetHost = endpoint.Host;
            annotation.Transport = endpoint.IsHttp2 ? "http2" : "http";
            annotation.FromKestrel = true;
        });

    /// <summary>
    /// What is deployed answers http and https, both on the port of the first http endpoint: of Kestrel's that is the one whose
    /// name sorts first.
    /// </summary>
    private static void AddDefaults(IResourceBuilder<ProjectResource> project, ProjectSettings settings)
    {
        if (settings.Profile?.ApplicationUrl is null && settings.KestrelEndpoints.Count == 0)
            return;

        var http = FindOrAdd(project, "http");
        var https = FindOrAdd(project, "https");
        http.TargetPort = https.TargetPort = http.TargetPort ?? https.TargetPort;
    }

    private static EndpointAnnotation FindOrAdd(IResourceBuilder<ProjectResource> project, string scheme)
    {
        var endpoints = project.Resource.Annotations.OfType<EndpointAnnotation>();
        if (endpoints.FirstOrDefault(e => e.UriScheme == scheme) is { } found)
            return found;
        project.WithEndpoint(scheme, annotation =>
        {
            annotation.UriScheme = scheme;
            annotation.Transport = "http";
            annotation.IsDefaultHttps = scheme == "https";
        });
        return endpoints.First(e => e.Name == scheme);
    }

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
