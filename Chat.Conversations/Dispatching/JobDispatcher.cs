using System.Threading.Channels;
using Chat.Conversations.Appending;
using Chat.Conversations.Generation;
using Microsoft.Extensions.Options;

namespace Chat.Conversations.Dispatching;

/// <summary>
/// Brings queued jobs to Kafka: as soon as a commit lets the next ones in, and by polling those that did not get out. A
/// job may go out twice, because only one claim of it is granted at a time; it never stays behind.
/// </summary>
internal sealed class JobDispatcher(
    JobLines lines,
    Leftovers leftovers,
    ChatRequestProducer producer,
    IOptions<DispatchOptions> options,
    ConversationsMetrics metrics,
    TimeProvider time,
    ILogger<JobDispatcher> logger) : BackgroundService, ICommitListener
{
    private readonly DispatchOptions _options = options.Value;
    private readonly Channel<JobTicket> _admitted = Channel.CreateBounded<JobTicket>(
        new BoundedChannelOptions(options.Value.QueueCapacity) { SingleReader = true });
    // Tenants whose lines have moved.
    private readonly Channel<string> _moved = Channel.CreateBounded<string>(
        new BoundedChannelOptions(options.Value.QueueCapacity) { SingleReader = true });

    public void OnCommitted(BatchWrites writes)
    {
        // What does not fit is left to the poll.
        foreach (var job in writes.JobsToDispatch) _admitted.Writer.TryWrite(JobTicket.For(job));
        var ended = writes.ChangedJobs.Where(job => job.HasEnded);
        foreach (var tenant in writes.NewJobs.Concat(ended).Select(job => job.Tenant).Distinct()) _moved.Writer.TryWrite(tenant);
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(AdmitMovedAsync(stoppingToken), DispatchAdmittedAsync(stoppingToken), PollAsync(stoppingToken));

    private async Task AdmitMovedAsync(CancellationToken cancellationToken)
    {
        var tenants = new HashSet<string>();
        while (await _moved.Reader.WaitToReadAsync(cancellationToken))
        {
            while (_moved.Reader.TryRead(out var tenant)) tenants.Add(tenant);
            await TryAdmitAsync(() => Task.FromResult<IReadOnlyCollection<string>>(tenants), cancellationToken);
            tenants.Clear();
        }
    }

    private async Task TryAdmitAsync(
        Func<Task<IReadOnlyCollection<string>>> whose, CancellationToken cancellationToken)
    {
        try
        {
            var tenants = await whose();
            int admitted;
            do
            {
                var tickets = tenants.Count > 0 ? await lines.AdmitAsync(tenants, cancellationToken) : [];
                foreach (var ticket in tickets) _admitted.Writer.TryWrite(ticket);
                admitted = tickets.Count;
            }
            while (admitted == _options.BatchSize);
        }
        catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
        {
            logger.AdmitFailed(failure.Message);
        }
    }

    private async Task DispatchAdmittedAsync(CancellationToken cancellationToken)
    {
        var batch = new List<JobTicket>(_options.BatchSize);
        while (await _admitted.Reader.WaitToReadAsync(cancellationToken))
        {
            while (batch.Count < _options.BatchSize && _admitted.Reader.TryRead(out var ticket)) batch.Add(ticket);
            await TryDispatchAsync(batch, cancellationToken);
            batch.Clear();
        }
    }

    private async Task PollAsync(CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(_options.PollInterval, time);
        do
        {
            await TryAdmitAsync(async () => await lines.TenantsAsync(cancellationToken), cancellationToken);
            await TryDispatchLeftoversAsync(cancellationToken);
        }
        while (await timer.WaitForNextTickAsync(cancellationToken));
    }

    private async Task TryDispatchLeftoversAsync(CancellationToken cancellationToken)
    {
        try
        {
            int sent;
            do
            {
                var taken = await leftovers.TakeAsync(_options.BatchSize, Job.DispatchHold, cancellationToken);
                sent = taken.Count > 0 ? await TryDispatchAsync(taken, cancellationToken) : 0;
            }
            while (sent == _options.BatchSize);
        }
        catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
        {
            logger.PollFailed(failure.Message);
        }
    }

    /// <summary>Returns how many Kafka confirmed in time; the others stay undispatched and are polled again.</summary>
    private async Task<int> TryDispatchAsync(List<JobTicket> tickets, CancellationToken cancellationToken)
    {
        try
        {
            var confirmed = await Task.WhenAll(tickets.Select(t => producer.TrySendAsync(t, cancellationToken)));
            var sent = tickets.Where((_, i) => confirmed[i]).ToList();
            metrics.Dispatched(sent.Count);
            metrics.DispatchFailed(tickets.Count - sent.Count);
            if (sent.Count < tickets.Count) logger.NotDelivered(tickets.Count - sent.Count);
            if (sent.Count > 0) await leftovers.MarkDispatchedAsync(sent, cancellationToken);
            return sent.Count;
        }
        catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
        {
            logger.DispatchFailed(tickets.Count, failure.Message);
            return 0;
        }
    }
}
