using Chat.LlmWorker.Publishing;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Options;

namespace Chat.LlmWorker.Generation;

/// <summary>Lets the model answer and passes every piece on as it comes.</summary>
internal sealed class AnswerStreamer(
    ModelCall model, GenerationMetrics metrics, IOptions<GenerationOptions> options, TimeProvider time)
{
    /// <summary>The number of the attempt in the call's additional properties; the simulated model plays by it.</summary>
    public const string AttemptProperty = "chat.attempt";

    /// <summary>Returns when the answer is whole; fails with a <see cref="ModelException"/> when it will not be.</summary>
    public async Task StreamAsync(
        JobAttempt job, Answer answer, TokenStreamWriter stream, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(options.Value.AnswerTimeout, time);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, limit.Token);
        try
        {
            await FollowAsync(job, answer, stream, stop.Token);
        }
        catch (Exception e) when (limit.IsCancellationRequested && !cancellationToken.IsCancellationRequested
            && e is OperationCanceledException or ModelException)
        {
            throw ModelException.TimedOut("The answer took longer than the limit.", retryable: false);
        }
        if (answer.IsEmpty)
            throw answer.FinishReason == ChatFinishReason.ContentFilter.Value
                ? ModelException.Rejected("The model's filter held the whole answer back.")
                : ModelException.Broken("The model ended without an answer.");
    }

    private async Task FollowAsync(
        JobAttempt job, Answer answer, TokenStreamWriter stream, CancellationToken cancellationToken)
    {
        var call = new ChatOptions { AdditionalProperties = new() { [AttemptProperty] = job.Attempt } };
        var last = time.GetTimestamp();
        await foreach (var update in model.StreamAsync(answer.Prompt, call, cancellationToken))
        {
            var isFirst = answer.IsEmpty;
            if (answer.Add(update) is { Length: > 0 } text)
            {
                stream.Append(text);
                var gap = time.GetElapsedTime(last);
                last = time.GetTimestamp();
                if (isFirst)
                    metrics.FirstToken(gap);
                else
                    metrics.Gap(gap);
            }
            if (answer.IsFull)
                return;
        }
    }
}
