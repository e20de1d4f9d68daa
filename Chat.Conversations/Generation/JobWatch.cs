using System.Diagnostics.Metrics;

namespace Chat.Conversations.Generation;

/// <summary>What is known of the workers: when they last claimed a job, and which jobs wait for them for too long.</summary>
internal sealed class JobWatch
{
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private long _claimedAt;
    private Overdue _overdue = new(0, TimeSpan.Zero);

    public JobWatch(IMeterFactory meters, TimeProvider time, ILogger<JobWatch> logger)
    {
        (_time, _logger) = (time, logger);
        meters.Create(ConversationsMetrics.MeterName).CreateObservableGauge(
            "chat.jobs.overdue", () => Overdue.Count, "{job}", "Jobs on Kafka that no worker has claimed in time");
    }

    public Overdue Overdue => Volatile.Read(ref _overdue);

    /// <summary>Notes that a worker got a job.</summary>
    public void NoteClaim() => Volatile.Write(ref _claimedAt, _time.GetTimestamp());

    public bool ClaimedWithin(TimeSpan period) =>
        Volatile.Read(ref _claimedAt) is > 0 and var at && _time.GetElapsedTime(at) < period;

    /// <summary>Notes what is overdue now, and says so when that begins and when it is over.</summary>
    public void Note(int count, TimeSpan oldest)
    {
        var before = Interlocked.Exchange(ref _overdue, new Overdue(count, oldest));
        if (before.Count == 0 && count > 0) _logger.JobsOverdue(count, oldest);
        else if (before.Count > 0 && count == 0) _logger.JobsClaimed();
    }
}

/// <summary>How many jobs wait for a worker for too long, and how long the oldest does.</summary>
internal sealed record Overdue(int Count, TimeSpan Oldest);
