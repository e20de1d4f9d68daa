using System.ComponentModel.DataAnnotations;

namespace Chat.Conversations.Generation;

/// <summary>How generations run: leases, attempts, and what the model gets to see.</summary>
public sealed class GenerationOptions
{
    public const string Section = "Generation";

    /// <summary>The agent of a conversation that names none.</summary>
    [Required, StringLength(100, MinimumLength = 1)]
    public string DefaultAgentId { get; set; } = "assistant";

    /// <summary>The system prompt of every agent that has none of its own.</summary>
    public string SystemPrompt { get; set; } = "You are a helpful assistant. Answer briefly and truthfully.";

    /// <summary>System prompts by agent id.</summary>
    public Dictionary<string, string> SystemPrompts { get; } = [];

    /// <summary>What the model is told to do when it summarizes a conversation.</summary>
    [Required]
    public string SummaryPrompt { get; set; } =
        "Summarize the conversation in a few sentences: what was asked, what was answered, what is open. "
        + "Write only the summary.";

    /// <summary>After so many created messages the conversation is summarized; 0 for never.</summary>
    [Range(0, 10_000)]
    public int SummaryEvery { get; set; } = 10;

    /// <summary>An attempt that is not renewed for this long is taken over.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:05:00")]
    public TimeSpan Lease { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>After this many attempts a job fails.</summary>
    [Range(1, 10)]
    public int MaxAttempts { get; set; } = 3;

    /// <summary>Wait before the next attempt after a failure that may pass; it grows with each attempt.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:05:00")]
    public TimeSpan RetryDelay { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>A job that Kafka has, but that nobody claims for this long, is dispatched again.</summary>
    [Range(typeof(TimeSpan), "00:00:02", "01:00:00")]
    public TimeSpan UnclaimedAfter { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How often lost leases and unclaimed jobs are looked for.</summary>
    [Range(typeof(TimeSpan), "00:00:00.100", "00:01:00")]
    public TimeSpan SweepInterval { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>How many jobs of one user may be queued or under way; who asks for more is refused.</summary>
    [Range(1, 10_000)]
    public int OpenJobsPerUser { get; set; } = 50;

    /// <summary>The same for all users of a tenant together; replicas that commit at once may exceed it by a batch.</summary>
    [Range(1, 100_000)]
    public int OpenJobsPerTenant { get; set; } = 2_000;

    /// <summary>Estimated tokens that the messages may have together; the prompt itself always goes along.</summary>
    [Range(100, 1_000_000)]
    public int ContextTokens { get; set; } = 8_000;

    /// <summary>Messages that the prompt may have at most.</summary>
    [Range(1, 1_000)]
    public int ContextMessages { get; set; } = 200;

    /// <summary>How long the stream of an ended job stays readable.</summary>
    [Range(typeof(TimeSpan), "00:01:00", "7.00:00:00")]
    public TimeSpan StreamTimeToLive { get; set; } = TimeSpan.FromDays(1);

    /// <summary>How long a cancel waits for Redis; then it is refused as unavailable, and closed in the background.</summary>
    [Range(typeof(TimeSpan), "00:00:00.050", "00:00:10")]
    public TimeSpan StreamCloseTimeout { get; set; } = TimeSpan.FromSeconds(1);

    public string SystemPromptOf(string agentId) => SystemPrompts.GetValueOrDefault(agentId, SystemPrompt);
}
