using System.Globalization;
using System.Threading.Channels;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>The last lines of one instance, and those who follow them.</summary>
internal sealed class ResourceLog(TimeProvider time)
{
    public const int MaxLines = 10_000;

    private readonly Lock _gate = new();
    private readonly Queue<LogLine> _lines = new();
    private readonly List<Channel<LogLine>> _followers = [];
    private int _lastNumber;
    private bool _completed;

    /// <summary>Gets every line too, without its time, in order.</summary>
    public Action<string>? Copy { get; set; }

    public void Add(string text, bool isError)
    {
        var stamp = time.GetUtcNow().ToString("yyyy-MM-ddTHH:mm:ss.fffffffZ", CultureInfo.InvariantCulture);
        lock (_gate)
        {
            var line = new LogLine(++_lastNumber, $"{stamp} {text}", isError);
            if (_lines.Count == MaxLines)
                _lines.Dequeue();
            _lines.Enqueue(line);
            foreach (var follower in _followers)
                follower.Writer.TryWrite(line);
            Copy?.Invoke(text);
        }
    }

    public IReadOnlyList<LogLine> Snapshot()
    {
        lock (_gate)
            return [.. _lines];
    }

    /// <summary>A channel that holds the lines so far and gets the next ones.</summary>
    public Channel<LogLine> Follow()
    {
        var channel = Channel.CreateUnbounded<LogLine>(new() { SingleReader = true });
        lock (_gate)
        {
            foreach (var line in _lines)
                channel.Writer.TryWrite(line);
            if (_completed)
                channel.Writer.TryComplete();
            else
                _followers.Add(channel);
        }

        return channel;
    }

    public void Unfollow(Channel<LogLine> channel)
    {
        lock (_gate)
            _followers.Remove(channel);
    }

    public void Complete()
    {
        lock (_gate)
        {
            _completed = true;
            foreach (var follower in _followers)
                follower.Writer.TryComplete();
            _followers.Clear();
        }
    }
}
