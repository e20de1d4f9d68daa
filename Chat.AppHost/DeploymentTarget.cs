namespace Chat.AppHost;

/// <summary>The kinds of place that the system can be published for.</summary>
internal enum DeploymentTarget
{
    /// <summary>No one place: the manifest, which tools such as azd read.</summary>
    Manifest,

    Compose,

    AzureContainerApps,

    Kubernetes,
}
