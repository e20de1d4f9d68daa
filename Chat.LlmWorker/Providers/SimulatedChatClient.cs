using System.Runtime.CompilerServices;
using Chat.Contracts.Errors;
using Chat.LlmWorker.Generation;
using Microsoft.Extensions.AI;

namespace Chat.LlmWorker.Providers;

/// <summary>
/// Plays a model for first runs, tests and load: the same prompt always gets the same answer, which says that it is
/// simulated; speed and faults follow the plan.
/// </summary>
/// <remarks>
/// Connection string: <c>Provider=simulated</c> and, all optional, <c>Tokens</c>, <c>TokensPerSecond</c> (50),
/// <c>FirstTokenDelayMs</c> (200), <c>FailAfterTokens</c>, <c>StallAfterTokens</c>, <c>FailAttempts</c>,
/// <c>FailRate</c> (0 to 1) and <c>Directives=true</c>, which lets prompts choose
/// (<see cref="SimulationDirectives"/>).
/// </remarks>
internal sealed class SimulatedChatClient(SimulationPlan plan, bool readsDirectives, TimeProvider time) : IChatClient
{
    private static readonly ChatClientMetadata Metadata =
        new(ModelIdentity.SimulatedProvider, providerUri: null, defaultModelId: "simulated");

    public static SimulatedChatClient Create(ModelConnection connection, TimeProvider time)
    {
        connection.AllowOnly(
            "Provider", "Tokens", "TokensPerSecond", "FirstTokenDelayMs", "FailAfterTokens", "StallAfterTokens",
            "FailAttempts", "FailRate", "Directives");
        return new(SimulationPlan.From(connection), connection.Flag("Directives"), time);
    }

    public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var prompt = messages.ToList();
        var hash = SimulatedText.Hash(prompt);
        var question = prompt.LastOrDefault(message => message.Role == ChatRole.User)?.Text ?? "";
        var course = (readsDirectives ? SimulationDirectives.Apply(question, plan) : plan)
            .ForAttempt(AttemptOf(options), hash);
        if (readsDirectives)
            question = SimulationDirectives.Strip(question);
        Refuse(course);

        var sent = 0;
        var start = time.GetTimestamp();
        foreach (var token in SimulatedText.Tokens(hash, question, prompt.Count, course.Tokens))
        {
            await PaceAsync(course, sent, start, cancellationToken);
            yield return new ChatResponseUpdate(ChatRole.Assistant, token);
            sent++;
        }
        await PaceAsync(course, sent, start, cancellationToken);
        yield return Last(prompt, sent);
    }

    public async Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        var updates = new List<ChatResponseUpdate>();
        await foreach (var update in GetStreamingResponseAsync(messages, options, cancellationToken))
            updates.Add(update);
        return updates.ToChatResponse();
    }

    public object? GetService(Type serviceType, object? serviceKey = null) =>
        serviceKey is null && serviceType == typeof(ChatClientMetadata) ? Metadata
        : serviceKey is null && serviceType.IsInstanceOfType(this) ? this
        : null;

    public void Dispose()
    {
    }

    private static void Refuse(SimulationPlan course)
    {
        if (course.Reject)
            throw ModelException.Rejected("The simulated model was told to refuse the request.");
        if (course.RateLimit)
            throw new ModelException(
                GenerationFailures.ModelRateLimited, retryable: true, "The simulated model was told to be over its limit.");
    }

    // Waits until the token with this number is due, and plays the fault that stands before it.
    private async Task PaceAsync(SimulationPlan course, int sent, long start, CancellationToken cancellationToken)
    {
        if (sent == course.StallAfter)
            await Task.Delay(Timeout.InfiniteTimeSpan, time, cancellationToken);
        if (sent == course.FailAfter)
            throw ModelException.Broken($"The simulated model was told to fail after {sent} tokens.");

        var due = course.FirstTokenDelay;
        if (course.TokensPerSecond > 0)
            due += TimeSpan.FromSeconds(sent / course.TokensPerSecond);
        var wait = due - time.GetElapsedTime(start);
        if (wait > TimeSpan.FromMilliseconds(1))
            await Task.Delay(wait, time, cancellationToken);
        cancellationToken.ThrowIfCancellationRequested();
    }

    private static ChatResponseUpdate Last(List<ChatMessage> prompt, int sent)
    {
        var asked = prompt.Sum(message => message.Text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Length);
        var usage = new UsageDetails { InputTokenCount = asked, OutputTokenCount = sent, TotalTokenCount = asked + sent };
        return new ChatResponseUpdate(ChatRole.Assistant, [new UsageContent(usage)])
        {
            FinishReason = ChatFinishReason.Stop,
        };
    }

    private static int AttemptOf(ChatOptions? options) =>
        options?.AdditionalProperties?.TryGetValue(AnswerStreamer.AttemptProperty, out int attempt) == true ? attempt : 1;
}
