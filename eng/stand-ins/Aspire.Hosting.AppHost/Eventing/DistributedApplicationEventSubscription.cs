namespace Aspire.Hosting.Eventing;

/// <summary>One callback for one type of event.</summary>
public class DistributedApplicationEventSubscription(
    Func<IDistributedApplicationEvent, CancellationToken, Task> callback)
{
    public Func<IDistributedApplicationEvent, CancellationToken, Task> Callback { get; } = callback;

    internal Type? EventType { get; init; }
}
