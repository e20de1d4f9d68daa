using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.DependencyInjection;

namespace Chat.Tests.Infrastructure;

/// <summary>Everything that the resources of one application wrote.</summary>
public sealed class ResourceLogs : IAsyncDisposable
{
    private readonly ConcurrentQueue<LogRecord> _records = new();
    private readonly ConcurrentQueue<LogRecord> _errors = new();
    private readonly ConcurrentBag<Regex> _expected = [];
    private readonly CancellationTokenSource _stop = new();
    private Task _following = Task.CompletedTask;

    public IReadOnlyCollection<LogRecord> Records => _records;

    /// <summary>Errors that match are part of what the test does.</summary>
    public void Expect(string pattern) => _expected.Add(new Regex(pattern, RegexOptions.CultureInvariant));

    public void Follow(DistributedApplication app)
    {
        var logs = app.Services.GetRequiredService<ResourceLoggerService>();
        _following = FollowAsync(app.ResourceNotifications, logs);
    }

    /// <summary>The last lines, to be shown with a failure.</summary>
    public string Tail(int lines) => string.Join('\n', _records.TakeLast(lines));

    /// <summary>Unexpected errors since the last call.</summary>
    public IReadOnlyList<LogRecord> TakeUnexpected()
    {
        var taken = new List<LogRecord>();
        while (_errors.TryDequeue(out var error))
            if (!_expected.Any(pattern => pattern.IsMatch(error.Line)))
                taken.Add(error);
        return taken;
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _following;
        _stop.Dispose();
    }

    /// <summary>Watches each instance from the moment it is known.</summary>
    private async Task FollowAsync(ResourceNotificationService notifications, ResourceLoggerService logs)
    {
        var watches = new Dictionary<string, Task>();
        try
        {
            await foreach (var change in notifications.WatchAsync(_stop.Token).WithCancellation(_stop.Token))
                if (!watches.ContainsKey(change.ResourceId))
                    watches[change.ResourceId] = WatchAsync(logs, change);
        }
        catch (OperationCanceledException)
        {
            // The application is gone.
        }

        await Task.WhenAll(watches.Values);
    }

    private async Task WatchAsync(ResourceLoggerService logs, ResourceEvent instance)
    {
        try
        {
            await foreach (var batch in logs.WatchAsync(instance.ResourceId).WithCancellation(_stop.Token))
                foreach (var line in batch)
                    Add(LogRecord.Parse(instance.Resource.Name, line.Content));
        }
        catch (OperationCanceledException)
        {
            // The application is gone, and its lines are read.
        }
    }

    private void Add(LogRecord record)
    {
        _records.Enqueue(record);
        if (record.IsError)
            _errors.Enqueue(record);
    }
}
