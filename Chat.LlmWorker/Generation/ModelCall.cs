using System.Runtime.CompilerServices;
using Chat.Contracts.Errors;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Options;

namespace Chat.LlmWorker.Generation;

/// <summary>Streams from the model within the time limits, and calls it again while nothing of the answer was seen.</summary>
internal sealed class ModelCall(
    IChatClient model, IOptions<GenerationOptions> options, TimeProvider time, ILogger<ModelCall> logger)
{
    private readonly GenerationOptions _options = options.Value;

    public async IAsyncEnumerable<ChatResponseUpdate> StreamAsync(
        IReadOnlyList<ChatMessage> prompt, ChatOptions call, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        for (var tries = 1; ; tries++)
        {
            await using var updates = TryAsync(prompt, call, cancellationToken).GetAsyncEnumerator(cancellationToken);
            ModelException failure;
            var hasBegun = false;
            while (true)
            {
                try
                {
                    if (!await updates.MoveNextAsync())
                        yield break;
                }
                catch (ModelException e) when (!hasBegun && MayTryAgain(e, tries))
                {
                    failure = e;
                    break;
                }
                hasBegun |= updates.Current.Text.Length > 0;
                yield return updates.Current;
            }
            await WaitAsync(failure, tries, cancellationToken);
        }
    }

    private async IAsyncEnumerable<ChatResponseUpdate> TryAsync(
        IReadOnlyList<ChatMessage> prompt, ChatOptions call, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var silence = new CancellationTokenSource(_options.FirstTokenTimeout, time);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, silence.Token);
        await using var updates = model.GetStreamingResponseAsync(prompt, call, stop.Token).GetAsyncEnumerator(stop.Token);
        var hasBegun = false;
        while (true)
        {
            try
            {
                if (!await updates.MoveNextAsync())
                    yield break;
            }
            catch (Exception e) when (silence.IsCancellationRequested && !cancellationToken.IsCancellationRequested
                && e is OperationCanceledException or ModelException)
            {
                throw ModelException.TimedOut(
                    hasBegun ? "The model fell silent in its answer." : "The model sent no first token.", retryable: true);
            }
            hasBegun |= updates.Current.Text.Length > 0;
            if (hasBegun)
                silence.CancelAfter(_options.StallTimeout);
            yield return updates.Current;
        }
    }

    // A model that sent nothing for the whole limit would only be waited for once more: that is the next attempt's to try.
    private bool MayTryAgain(ModelException failure, int tries) =>
        failure.Retryable
        && failure.Reason != GenerationFailures.ModelTimedOut
        && tries < _options.MaxTries
        && !(failure.RetryAfter > _options.MaxRetryDelay);

    private Task WaitAsync(ModelException failure, int tries, CancellationToken cancellationToken)
    {
        var backoff = _options.RetryDelay * Math.Pow(2, tries - 1) * (0.75 + Random.Shared.NextDouble() / 2);
        var wait = failure.RetryAfter ?? (backoff < _options.MaxRetryDelay ? backoff : _options.MaxRetryDelay);
        ModelCallLog.TryAgain(logger, failure.Reason, failure.Message, wait);
        return Task.Delay(wait, time, cancellationToken);
    }
}
