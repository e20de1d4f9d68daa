using System.Globalization;

namespace Chat.AppHost;

/// <summary>The named steps that <c>AppHost.cs</c> is written in.</summary>
internal static class Extensions
{
    /// <summary>A symmetric key of 48 letters and digits, generated once and remembered.</summary>
    public static IResourceBuilder<ParameterResource> AddGeneratedKey(
        this IDistributedApplicationBuilder builder, string name) =>
        builder.AddParameter(
            name, new GenerateParameterDefault { MinLength = 48, Special = false }, secret: true, persist: true);

    /// <summary>
    /// Leaves out the endpoints that the project declares, for a run of it that serves nobody. The launch profile stays: it
    /// names the environment.
    /// </summary>
    public static void ExcludeEndpoints(this ProjectResourceOptions options) => options.ExcludeKestrelEndpoints = true;

    /// <summary>Gives a service the keys with which it validates users' tokens and mints services' tokens.</summary>
    public static IResourceBuilder<ProjectResource> WithTokenKeys(
        this IResourceBuilder<ProjectResource> service,
        IResourceBuilder<ParameterResource> signingKey,
        IResourceBuilder<ParameterResource> serviceKey) =>
        service
            .WithEnvironment("Authentication__SigningKey", signingKey)
            .WithEnvironment("Authentication__ServiceKey", serviceKey);

    /// <summary>
    /// Lets a service that only others call listen wherever there is room, so that systems run side by side. Published, it has
    /// the endpoints that it declares: Aspire's additional https would share the port of whichever is named first.
    /// </summary>
    public static void WithInnerEndpoints(this IResourceBuilder<ProjectResource> service)
    {
        var annotations = service.Resource.Annotations;
        foreach (var endpoint in annotations.OfType<EndpointAnnotation>().ToList())
        {
            endpoint.Port = null;
            if (service.ApplicationBuilder.ExecutionContext.IsPublishMode && endpoint.UriScheme == "https")
                annotations.Remove(endpoint);
        }
    }

    /// <summary>
    /// Keeps a run of the project alive after its work where the deployment would start it again and again; Docker Compose
    /// waits for its end instead.
    /// </summary>
    public static IResourceBuilder<ProjectResource> StaysWhenPublished(this IResourceBuilder<ProjectResource> run) =>
        run.ApplicationBuilder.ExecutionContext.IsPublishMode && run.ApplicationBuilder.Target() != DeploymentTarget.Compose
            ? run.WithArgs("--stay")
            : run;

    /// <summary>Takes the public port from <c>Ports:{resource}</c>, 0 for any; without it the launch profile's.</summary>
    public static IResourceBuilder<ProjectResource> WithConfiguredPort(this IResourceBuilder<ProjectResource> service)
    {
        if (service.ApplicationBuilder.ExecutionContext.IsPublishMode)
            return service;
        if (service.ReadNumber("Ports", 0, 65535) is { } port)
            service.WithEndpoint("http", endpoint => endpoint.Port = port == 0 ? null : port);
        return service;
    }

    /// <summary>
    /// Gives the door of older gRPC clients its development port, unless <c>Ports:{resource}</c> says another; 0 for any.
    /// Published, the port is the deployment's business: most fronts take no other than 80 and 443.
    /// </summary>
    public static void WithConfiguredGrpcPort(this IResourceBuilder<ProjectResource> service, int byDefault)
    {
        if (service.ApplicationBuilder.ExecutionContext.IsPublishMode)
            return;
        var port = service.ReadNumber("Ports", 0, 65535) ?? byDefault;
        service.WithEndpoint("grpc", endpoint => endpoint.Port = port == 0 ? null : port);
    }

    /// <summary>Runs as many replicas as <c>Replicas:{resource}</c> says, one without it.</summary>
    public static IResourceBuilder<ProjectResource> WithConfiguredReplicas(
        this IResourceBuilder<ProjectResource> service)
    {
        if (service.ReadNumber("Replicas", 1, 16) is { } replicas)
            service.WithReplicas(replicas);
        return service;
    }

    private static int? ReadNumber(
        this IResourceBuilder<ProjectResource> service, string section, int lowest, int highest)
    {
        var key = $"{section}:{service.Resource.Name}";
        if (service.ApplicationBuilder.Configuration[key] is not { } setting)
            return null;
        if (int.TryParse(setting, CultureInfo.InvariantCulture, out var number) && number >= lowest && number <= highest)
            return number;
        throw new DistributedApplicationException(
            $"{key} is '{setting}'; give a number from {lowest} to {highest}.");
    }
}
