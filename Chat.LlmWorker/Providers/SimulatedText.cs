using Microsoft.Extensions.AI;

namespace Chat.LlmWorker.Providers;

/// <summary>The text of simulated answers: decided by the prompt alone, and never to be taken for a model's.</summary>
internal static class SimulatedText
{
    private const int QuotedCharacters = 60;

    private static readonly string[] Words =
    [
        "the", "a", "small", "river", "keeps", "its", "course", "while", "every", "message", "finds", "place", "in",
        "order", "and", "nothing", "is", "lost", "on", "way", "between", "two", "shores", "that", "never", "meet",
        "because", "someone", "counts", "them", "one", "by", "with", "patience",
    ];

    /// <summary>A number that is the same for the same messages, and only for them.</summary>
    public static ulong Hash(IEnumerable<ChatMessage> prompt)
    {
        // FNV-1a over the roles and texts.
        var hash = 14695981039346656037UL;
        foreach (var message in prompt)
            foreach (var character in $"{message.Role.Value}\n{message.Text}\n")
                hash = (hash ^ character) * 1099511628211UL;
        return hash;
    }

    /// <summary>Spreads a number's bits (the finalizer of SplitMix64), so that neighbours differ everywhere.</summary>
    public static ulong Mix(ulong value)
    {
        value += 0x9E3779B97F4A7C15UL;
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9UL;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EBUL;
        return value ^ (value >> 31);
    }

    /// <summary>The answer's tokens: each a word, all but the first with the space before it.</summary>
    public static IEnumerable<string> Tokens(ulong promptHash, string prompt, int messages, int? count)
    {
        var opening = Opening(prompt, messages).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var total = count ?? opening.Length + 20 + (int)(promptHash % 40);
        for (var i = 0; i < total; i++)
        {
            var word = i < opening.Length ? opening[i] : Words[Mix(promptHash + (ulong)i) % (ulong)Words.Length];
            if (i == total - 1 && i >= opening.Length)
                word += ".";
            yield return i == 0 ? word : " " + word;
        }
    }

    private static string Opening(string prompt, int messages)
    {
        var quoted = prompt.Length > QuotedCharacters ? prompt[..QuotedCharacters] + "…" : prompt;
        return $"Simulated answer, written by no model, to message {messages} (\"{quoted}\"):";
    }
}
