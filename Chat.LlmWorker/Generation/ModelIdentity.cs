using Microsoft.Extensions.AI;

namespace Chat.LlmWorker.Generation;

/// <summary>Which model this worker runs, for the job's record and the metrics.</summary>
internal sealed record ModelIdentity(string Name, bool IsSimulated)
{
    /// <summary>The provider name of the simulated model.</summary>
    public const string SimulatedProvider = "simulated";

    public static ModelIdentity CreateFor(IChatClient client)
    {
        var metadata = client.GetService(typeof(ChatClientMetadata)) as ChatClientMetadata;
        return new(metadata?.DefaultModelId ?? "unknown", metadata?.ProviderName == SimulatedProvider);
    }
}
