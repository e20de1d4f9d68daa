using Chat.Conversations.Generation;
using Chat.Conversations.Pricing;
using Microsoft.Extensions.Options;

namespace Chat.Conversations.Appending;

/// <summary>The settings by which changes decide.</summary>
internal sealed class BatchPolicy(IOptions<GenerationOptions> generation, PriceTable prices)
{
    public PriceTable Prices => prices;

    /// <summary>A summary is made after so many created messages; 0 for never.</summary>
    public int SummaryEvery { get; } = generation.Value.SummaryEvery;

    /// <summary>How many jobs may be open; beyond that nobody is answered.</summary>
    public JobLimits JobLimits { get; } = new(generation.Value.OpenJobsPerUser, generation.Value.OpenJobsPerTenant);

    /// <summary>Who summarizes a conversation that has no agent.</summary>
    public string DefaultAgentId { get; } = generation.Value.DefaultAgentId;
}

/// <summary>How many jobs that have not ended a user and a tenant may have.</summary>
internal sealed record JobLimits(int PerUser, int PerTenant);
