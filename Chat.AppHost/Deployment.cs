namespace Chat.AppHost;

/// <summary>Where the published system goes, as the setting <c>Deployment:Target</c> says.</summary>
internal static class Deployment
{
    private const string Key = "Deployment:Target";

    /// <summary>The target of this publishing; the manifest alone without the setting.</summary>
    public static DeploymentTarget Target(this IDistributedApplicationBuilder builder) => builder.Configuration[Key] switch
    {
        null or "" => DeploymentTarget.Manifest,
        "compose" => DeploymentTarget.Compose,
        "azure-container-apps" => DeploymentTarget.AzureContainerApps,
        "kubernetes" => DeploymentTarget.Kubernetes,
        var other => throw new DistributedApplicationException(
            $"{Key} is '{other}'; give compose, azure-container-apps or kubernetes, or leave it out for the manifest alone."),
    };

    /// <summary>Adds the environment whose files <c>aspire publish</c> writes and <c>aspire deploy</c> applies.</summary>
    public static void AddDeploymentTarget(this IDistributedApplicationBuilder builder)
    {
        var target = builder.Target();
        if (builder.ExecutionContext.IsRunMode)
            return;
        switch (target)
        {
            case DeploymentTarget.Compose:
                builder.AddDockerComposeEnvironment("compose");
                builder.RestartUnlessStopped();
                break;
            case DeploymentTarget.AzureContainerApps:
                builder.AddAzureContainerAppEnvironment("aca");
                break;
            case DeploymentTarget.Kubernetes:
                builder.AddKubernetesEnvironment("k8s");
                break;
        }
    }

    /// <summary>Docker starts nothing again by itself; the other targets do. What ran through stays ended.</summary>
    private static void RestartUnlessStopped(this IDistributedApplicationBuilder builder)
    {
        foreach (var container in builder.Resources.OfType<ContainerResource>().ToList())
            builder.CreateResourceBuilder(container).PublishAsDockerComposeService((_, service) => service.Restart = "unless-stopped");
        foreach (var project in builder.Resources.OfType<ProjectResource>().ToList())
            builder.CreateResourceBuilder(project).PublishAsDockerComposeService(
                (_, service) => service.Restart = project.Name == "migrations" ? "on-failure" : "unless-stopped");
    }
}
