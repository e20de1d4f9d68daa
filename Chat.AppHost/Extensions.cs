namespace Chat.AppHost;

/// <summary>The named steps that <c>AppHost.cs</c> is written in.</summary>
internal static class Extensions
{
    /// <summary>A symmetric key of 48 letters and digits, generated once and remembered.</summary>
    public static IResourceBuilder<ParameterResource> AddGeneratedKey(
        this IDistributedApplicationBuilder builder, string name) =>
        builder.AddParameter(
            name, new GenerateParameterDefault { MinLength = 48, Special = false }, secret: true, persist: true);

    /// <summary>Leaves out the endpoints that the project declares, for a run of it that serves nobody.</summary>
    public static void ExcludeEndpoints(this ProjectResourceOptions options)
    {
        options.ExcludeKestrelEndpoints = true;
        options.ExcludeLaunchProfile = true;
    }

    /// <summary>Gives a service the keys with which it validates users' tokens and mints services' tokens.</summary>
    public static IResourceBuilder<ProjectResource> WithTokenKeys(
        this IResourceBuilder<ProjectResource> service,
        IResourceBuilder<ParameterResource> signingKey,
        IResourceBuilder<ParameterResource> serviceKey) =>
        service
            .WithEnvironment("Authentication__SigningKey", signingKey)
            .WithEnvironment("Authentication__ServiceKey", serviceKey);

    /// <summary>Runs as many replicas as <c>Replicas:{resource}</c> says, one without it.</summary>
    public static IResourceBuilder<ProjectResource> WithConfiguredReplicas(
        this IResourceBuilder<ProjectResource> service)
    {
        var setting = service.ApplicationBuilder.Configuration[$"Replicas:{service.Resource.Name}"];
        if (setting is null)
            return service;
        if (!int.TryParse(setting, out var replicas) || replicas is < 1 or > 16)
            throw new DistributedApplicationException(
                $"Replicas:{service.Resource.Name} is '{setting}'; give a number from 1 to 16.");
        return service.WithReplicas(replicas);
    }
}
