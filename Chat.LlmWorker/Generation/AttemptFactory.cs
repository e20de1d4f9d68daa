using Chat.Contracts.Conversations.V1;
using Chat.LlmWorker.Publishing;
using Microsoft.Extensions.Options;

namespace Chat.LlmWorker.Generation;

/// <summary>Makes the parts that live as long as one attempt.</summary>
internal sealed class AttemptFactory(
    JobRecorder recorder, CancellationSignals signals, TokenStreams streams, ModelIdentity model,
    IOptions<GenerationOptions> options, TimeProvider time, ILogger<Lease> leaseLogger)
{
    public Lease TakeLease(JobAttempt job) => new(recorder, job, options.Value, time, leaseLogger);

    /// <summary>A signal only makes the lease ask: what Conversations says counts.</summary>
    public IDisposable WatchCancels(JobAttempt job, Lease lease) => signals.Watch(job, lease.CheckNow);

    /// <summary>A stream that refuses the attempt makes the lease ask why.</summary>
    public TokenStreamWriter OpenStream(JobAttempt job, Lease lease) => streams.Open(job, lease);

    public Answer BeginAnswer(PromptContext context) =>
        new(PromptBuilder.Build(context), model, options.Value.MaxAnswerCharacters);
}
