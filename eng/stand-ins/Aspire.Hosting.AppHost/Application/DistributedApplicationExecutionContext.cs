namespace Aspire.Hosting;

/// <summary>Whether the application runs or is published.</summary>
public class DistributedApplicationExecutionContext(
    DistributedApplicationOperation operation, string publisherName = "manifest")
{
    private IServiceProvider? _services;

    public DistributedApplicationOperation Operation { get; } = operation;

    public string PublisherName { get; } = publisherName;

    public bool IsRunMode => Operation == DistributedApplicationOperation.Run;

    public bool IsPublishMode => Operation == DistributedApplicationOperation.Publish;

    public IServiceProvider ServiceProvider => _services ?? throw new InvalidOperationException(
        "IServiceProvider is not available until the application is built.");

    internal void Attach(IServiceProvider services) => _services = services;
}

/// <summary>What is done with the model.</summary>
public enum DistributedApplicationOperation
{
    Run,
    Publish,
}
