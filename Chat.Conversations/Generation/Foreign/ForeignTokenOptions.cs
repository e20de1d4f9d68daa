using System.ComponentModel.DataAnnotations;

namespace Chat.Conversations.Generation.Foreign;

/// <summary>How tokens of other people's workers are taken from the stream of all jobs; the section <c>ForeignTokens</c>.</summary>
public sealed class ForeignTokenOptions
{
    public const string Section = "ForeignTokens";

    /// <summary>How often the empty stream is looked at; so long a first token may wait.</summary>
    [Range(typeof(TimeSpan), "00:00:00.010", "00:01:00",
        ErrorMessage = "ForeignTokens:PollInterval must be 10 milliseconds to 1 minute.")]
    public TimeSpan PollInterval { get; set; } = TimeSpan.FromMilliseconds(100);

    /// <summary>Entries that may wait; beyond about so many the oldest are dropped.</summary>
    [Range(100, 1_000_000, ErrorMessage = "ForeignTokens:MaxWaiting must be 100 to 1000000.")]
    public int MaxWaiting { get; set; } = 10_000;

    /// <summary>The longest token of one entry; longer ones are ignored.</summary>
    [Range(1, 1_000_000, ErrorMessage = "ForeignTokens:MaxTokenCharacters must be 1 to 1000000.")]
    public int MaxTokenCharacters { get; set; } = 65_536;
}
