using System.Diagnostics;
using System.Text;
using Chat.Contracts;
using Chat.Contracts.Kafka;
using Chat.LlmWorker.Generation;
using Chat.LlmWorker.Publishing;
using Confluent.Kafka;
using Microsoft.Extensions.Options;

namespace Chat.LlmWorker.Consuming;

/// <summary>Brings one record to its end: done, or among the dead letters.</summary>
internal sealed class RequestHandler(
    GenerateAnswer generate, DeadLetters deadLetters, ActivitySource activities, ConsumerMetrics metrics,
    IOptions<ConsumerOptions> options, TimeProvider time, ILogger<RequestHandler> logger)
{
    /// <summary>Whether the record is settled; false when it was left to somebody else.</summary>
    public async Task<bool> TryHandleAsync(
        ConsumeResult<byte[], byte[]> record, ChatRequest? request, CancellationToken revoked, CancellationToken abort)
    {
        using var activity = Start(record, request);
        try
        {
            if (await RunAsync(request, revoked, abort) is { } reason)
                await deadLetters.SendAsync(record, reason, revoked);
            return true;
        }
        catch (Exception) when (revoked.IsCancellationRequested)
        {
            return false;
        }
        catch (Exception failure)
        {
            // Whatever it was, it came after a claim, so the job is not lost; the partition must not stand still for it.
            activity?.SetStatus(ActivityStatusCode.Error);
            ConsumerLog.Unexpected(logger, record.TopicPartitionOffset, failure);
            return true;
        }
    }

    // Returns why the record is dead, or null when it is done.
    private async Task<string?> RunAsync(ChatRequest? request, CancellationToken revoked, CancellationToken abort)
    {
        if (request is null)
            return "The value is not a chat request.";
        var claim = JobClaim.Of(request.JobId);
        for (var failures = 1; ; failures++)
        {
            switch (await generate.ExecuteAsync(claim, revoked, abort))
            {
                case JobOutcome.Done:
                    return null;
                case JobOutcome.Poison:
                    return "There is no such job.";
            }
            metrics.Retried();
            await Task.Delay(Backoff.After(failures, options.Value), time, revoked);
        }
    }

    private Activity? Start(ConsumeResult<byte[], byte[]> record, ChatRequest? request)
    {
        var parent = record.Message.Headers?.TryGetLastBytes(HeaderNames.TraceParent, out var value) == true
            ? Encoding.ASCII.GetString(value)
            : null;
        ActivityContext.TryParse(parent, null, isRemote: true, out var context);
        return activities.StartActivity($"{record.Topic} process", ActivityKind.Consumer, context)
            ?.SetTag("messaging.system", "kafka")
            .SetTag("messaging.destination.name", record.Topic)
            .SetTag("messaging.kafka.offset", record.Offset.Value)
            .SetTag("chat.job", request?.JobId);
    }
}
