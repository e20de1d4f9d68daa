using System.Diagnostics.Metrics;

namespace Chat.Conversations;

/// <summary>What this service measures, by event.</summary>
internal sealed class ConversationsMetrics
{
    public const string MeterName = "Chat.Conversations";

    private readonly Histogram<int> _batchSize;
    private readonly Histogram<double> _commitDuration;
    private readonly Counter<long> _commitFailures;
    private readonly Counter<long> _published;
    private readonly Counter<long> _leftToCatchUp;
    private readonly Counter<long> _dispatched;
    private readonly Counter<long> _dispatchFailures;
    private readonly Counter<long> _takenOver;
    private readonly Counter<long> _ratedAlone;
    private readonly Counter<long> _projectionsLeft;
    private readonly Counter<long> _windowReads;
    private readonly Counter<long> _repeatedPages;
    private readonly Counter<long> _slowReadsRefused;
    private readonly Counter<long> _foreignEntries;

    public ConversationsMetrics(IMeterFactory factory)
    {
        var meter = factory.Create(MeterName);
        _batchSize = meter.CreateHistogram<int>("chat.append.batch.size", "{change}", "Changes in one transaction");
        _commitDuration = meter.CreateHistogram<double>("chat.append.commit.duration", "s", "From lock to commit");
        _commitFailures = meter.CreateCounter<long>("chat.append.failures", "{transaction}", "Failed transactions");
        _published = meter.CreateCounter<long>("chat.log.published", "{entry}", "Log entries sent to Redis");
        _leftToCatchUp = meter.CreateCounter<long>("chat.log.deferred", "{entry}", "Log entries left to the catch-up");
        _dispatched = meter.CreateCounter<long>("chat.jobs.dispatched", "{job}", "Jobs that Kafka confirmed");
        _dispatchFailures = meter.CreateCounter<long>("chat.jobs.dispatch.failures", "{job}", "Jobs that Kafka refused");
        _projectionsLeft = meter.CreateCounter<long>("chat.rooms.deferred", "{entry}", "Log entries left to a room's rebuild");
        _ratedAlone = meter.CreateCounter<long>("chat.rate.local", "{request}", "Requests counted without Redis");
        _takenOver = meter.CreateCounter<long>("chat.jobs.lease.expired", "{job}", "Attempts whose lease ran out");
        _windowReads = meter.CreateCounter<long>("chat.window.reads", "{page}", "Pages that Redis could answer, by result");
        _repeatedPages = meter.CreateCounter<long>(
            "chat.window.repeats", "{page}", "Pages that were looked for among those just given, by result");
        _slowReadsRefused = meter.CreateCounter<long>(
            "chat.reads.slow.refused", "{read}", "Slow reads that were refused or ended, by error code");
        _foreignEntries = meter.CreateCounter<long>(
            "chat.stream.foreign", "{entry}", "Entries of the stream of all jobs, by what became of them");
    }

    public void Committed(int changes, TimeSpan duration)
    {
        _batchSize.Record(changes);
        _commitDuration.Record(duration.TotalSeconds);
    }

    public void CommitFailed() => _commitFailures.Add(1);

    public void Published(int entries) => _published.Add(entries);

    public void LeftToCatchUp(int entries) => _leftToCatchUp.Add(entries);

    public void Dispatched(int jobs) => _dispatched.Add(jobs);

    public void DispatchFailed(int jobs) => _dispatchFailures.Add(jobs);

    public void ProjectionsLeft(int entries) => _projectionsLeft.Add(entries);

    public void RateCountedAlone() => _ratedAlone.Add(1);

    public void LeaseExpired() => _takenOver.Add(1);

    public void ForeignEntry(string result, long count = 1) =>
        _foreignEntries.Add(count, new KeyValuePair<string, object?>("result", result));

    public void WindowRead(bool hit) => CountWindow(hit ? "hit" : "miss");

    public void WindowUnavailable() => CountWindow("unavailable");

    public void PageRepeated(bool hit) => _repeatedPages.Add(1, new KeyValuePair<string, object?>("result", hit ? "hit" : "miss"));

    public void SlowReadRefused(string code) => _slowReadsRefused.Add(1, new KeyValuePair<string, object?>("code", code));

    private void CountWindow(string result) => _windowReads.Add(1, new KeyValuePair<string, object?>("result", result));
}
