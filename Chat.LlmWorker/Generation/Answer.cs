using System.Text;
using Chat.Contracts.Conversations.V1;
using Microsoft.Extensions.AI;

namespace Chat.LlmWorker.Generation;

/// <summary>The answer of one attempt while it grows: its text, why it ended and what it used.</summary>
internal sealed class Answer(IReadOnlyList<ChatMessage> prompt, ModelIdentity model, int maxCharacters)
{
    // What a token of English text comes to, roughly; for models that do not count.
    private const int CharactersPerToken = 4;

    private readonly StringBuilder _text = new();
    private UsageDetails? _reported;

    public IReadOnlyList<ChatMessage> Prompt => prompt;

    public string Text => _text.ToString();

    public bool IsEmpty => _text.Length == 0;

    /// <summary>Whether text had to be cut; what the model sends from then on is ignored.</summary>
    public bool IsFull { get; private set; }

    public string FinishReason { get; private set; } = "";

    /// <summary>Takes one update in and returns the text that it added, cut at the limit.</summary>
    public string Add(ChatResponseUpdate update)
    {
        foreach (var usage in update.Contents.OfType<UsageContent>())
            _reported = usage.Details;
        if (update.FinishReason is { } reason)
            FinishReason = reason.Value;

        var added = Cut(update.Text);
        _text.Append(added);
        if (IsFull)
            FinishReason = ChatFinishReason.Length.Value;
        return added;
    }

    public Usage Usage() => _reported is { InputTokenCount: { } input, OutputTokenCount: { } output }
        ? Count(input, output, model.IsSimulated ? UsageSource.Simulated : UsageSource.Provider)
        : Count(
            Estimate(prompt.Sum(message => (long)message.Text.Length)),
            Estimate(_text.Length),
            model.IsSimulated ? UsageSource.Simulated : UsageSource.Estimate);

    private string Cut(string text)
    {
        var room = maxCharacters - _text.Length;
        if (text.Length <= room)
            return text;
        IsFull = true;
        // Half a surrogate pair is no text.
        return text[..(room > 0 && char.IsHighSurrogate(text[room - 1]) ? room - 1 : room)];
    }

    private static long Estimate(long characters) => (characters + CharactersPerToken - 1) / CharactersPerToken;

    private static Usage Count(long prompt, long completion, UsageSource source) => new()
    {
        PromptTokens = prompt,
        CompletionTokens = completion,
        TotalTokens = prompt + completion,
        Source = source,
    };
}
