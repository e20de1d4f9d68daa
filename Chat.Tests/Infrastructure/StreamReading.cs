using System.Collections.Concurrent;

namespace Chat.Tests.Infrastructure;

/// <summary>
/// One reader of an answer, in the background: what they got and when, over all their connections. Where a connection
/// breaks they come back with the last id, as a browser does.
/// </summary>
internal sealed class StreamReading
{
    private readonly ConcurrentQueue<(StreamEvent Event, long At)> _got = new();

    private StreamReading(ChatClient user, Guid job, CancellationToken cancellationToken) =>
        Ended = ReadAsync(user, job, cancellationToken);

    /// <summary>Ends with the last event.</summary>
    public Task Ended { get; }

    public IReadOnlyList<StreamEvent> Events => [.. _got.Select(item => item.Event)];

    /// <summary>When the last event came, as a timestamp.</summary>
    public long LastAt => _got.Last().At;

    public static StreamReading Start(ChatClient user, Guid job, CancellationToken cancellationToken) =>
        new(user, job, cancellationToken);

    /// <summary>The tokens that came after a moment.</summary>
    public IReadOnlyList<StreamEvent> TokensAfter(long timestamp) =>
        [.. _got.Where(item => item.At > timestamp && item.Event is { Type: "message", Token.Length: > 0 }).Select(item => item.Event)];

    private async Task ReadAsync(ChatClient user, Guid job, CancellationToken cancellationToken)
    {
        while (!_got.Any(item => item.Event.Type != "message" || item.Event.Done))
        {
            try
            {
                await foreach (var item in user.StreamAsync(job, _got.LastOrDefault().Event?.Id, cancellationToken))
                    _got.Enqueue((item, TimeProvider.System.GetTimestamp()));
            }
            catch (Exception e) when (e is HttpRequestException or IOException)
            {
                // The gateway is gone; there is another.
            }
        }
    }
}
