using Chat.Contracts.Kafka;
using Confluent.Kafka;

namespace Chat.LlmWorker.Consuming;

/// <summary>The loop: polls Kafka, hands records to their partition's worker and regulates the flow.</summary>
internal sealed class ChatRequestConsumer(
    IConsumer<byte[], byte[]> consumer, PartitionWorkers workers, ConsumerMetrics metrics,
    IHostApplicationLifetime lifetime, TimeProvider time, ILogger<ChatRequestConsumer> logger) : BackgroundService
{
    private static readonly TimeSpan PollTime = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan ErrorDelay = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan CloseTimeout = TimeSpan.FromSeconds(2);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await Task.Factory.StartNew(
                () => Poll(stoppingToken), stoppingToken, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        }
        catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
        {
            ConsumerLog.Ended(logger, failure);
            Environment.ExitCode = 1;
            lifetime.StopApplication();
        }
        catch (OperationCanceledException)
        {
            // Stopped before it began.
        }
        await LeaveAsync();
    }

    // First leave the group, so that others get the waiting records at once; then see the jobs under way to their end.
    private async Task LeaveAsync()
    {
        try
        {
            await Task.Run(consumer.Close, CancellationToken.None).WaitAsync(CloseTimeout, time, CancellationToken.None);
        }
        catch (Exception failure) when (failure is TimeoutException or KafkaException)
        {
            ConsumerLog.CloseFailed(logger, failure.Message);
        }
        workers.RevokeAll();
        await workers.DrainAsync(CancellationToken.None);
    }

    private void Poll(CancellationToken stoppingToken)
    {
        consumer.Subscribe(Topics.ChatRequest);
        while (!stoppingToken.IsCancellationRequested)
        {
            if (TryConsume(stoppingToken) is { } record)
            {
                metrics.Consumed();
                workers.Accept(record);
            }
            workers.Regulate(consumer);
        }
    }

    private ConsumeResult<byte[], byte[]>? TryConsume(CancellationToken stoppingToken)
    {
        try
        {
            return consumer.Consume(PollTime);
        }
        catch (ConsumeException failure) when (!failure.Error.IsFatal)
        {
            // The topic or the broker is not there yet, or not there for now; the client library reconnects by itself.
            ConsumerLog.Waiting(logger, failure.Error.Code, failure.Error.Reason);
            stoppingToken.WaitHandle.WaitOne(ErrorDelay);
            return null;
        }
    }
}
