namespace Chat.ServiceDefaults.WarmUp;

/// <summary>Something that takes long the first time, to be done before the service says that it is healthy.</summary>
public interface IWarmUp
{
    /// <summary>Does it once, without a trace in any store. Fails while what it needs is away, and is tried again then.</summary>
    Task WarmUpAsync(CancellationToken cancellationToken);
}
