using System.ComponentModel.DataAnnotations;

namespace Chat.LlmWorker.Generation;

/// <summary>Limits of one answer and of the lease under which it is made.</summary>
public sealed class GenerationOptions
{
    public const string Section = "Generation";

    /// <summary>How long a try at the model may take until its first token; then the attempt fails and is queued again.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:10:00")]
    public TimeSpan FirstTokenTimeout { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>The longest silence between two tokens; then the attempt fails and is queued again.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:10:00")]
    public TimeSpan StallTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>The longest time for a whole answer; then the job fails for good.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "06:00:00")]
    public TimeSpan AnswerTimeout { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>Longer answers are cut here and end with the finish reason <c>length</c>.</summary>
    [Range(1, 1_000_000)]
    public int MaxAnswerCharacters { get; set; } = 200_000;

    /// <summary>How often the model is called in one attempt before the first token has come.</summary>
    [Range(1, 20)]
    public int MaxTries { get; set; } = 4;

    /// <summary>The wait before the second try; it doubles with each further one.</summary>
    [Range(typeof(TimeSpan), "00:00:00.01", "00:01:00")]
    public TimeSpan RetryDelay { get; set; } = TimeSpan.FromMilliseconds(500);

    /// <summary>The longest wait between two tries. A model that asks for a longer one fails the job.</summary>
    [Range(typeof(TimeSpan), "00:00:00.01", "00:10:00")]
    public TimeSpan MaxRetryDelay { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How often the lease is renewed; well below the 15 seconds that Conversations grants.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:00:10")]
    public TimeSpan RenewEvery { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>
    /// How long an attempt goes on while Conversations cannot be asked. Its answer is refused there if the job was
    /// given to another attempt meanwhile, so this limits wasted work, it does not protect the data.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan LeaseGiveUpAfter { get; set; } = TimeSpan.FromSeconds(75);
}
