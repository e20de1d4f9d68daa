using Chat.Contracts.Conversations.V1;
using Chat.Contracts.Streams;
using Google.Protobuf;
using StackExchange.Redis;

namespace Chat.Gateway.Generation.Streaming;

/// <summary>
/// Tells the readers on this node that somebody left their conversation or that it was deleted: one subscription to the
/// conversation's channel, however many read in it.
/// </summary>
internal sealed class Departures(TokenStreamReader redis, ILogger<Departures> logger)
{
    private readonly Lock gate = new();
    private readonly Dictionary<Guid, Heard> conversations = [];

    /// <summary>Calls <paramref name="told"/> with each such entry, until the answer is disposed; entries may be lost.</summary>
    public async Task<IAsyncDisposable> HearAsync(
        Guid conversationId, Action<LogEntry> told, CancellationToken cancellationToken)
    {
        var heard = Join(conversationId, told);
        var leaving = new Leaving(() => LeaveAsync(conversationId, heard, told));
        try
        {
            await heard.Subscribed.Value.WaitAsync(cancellationToken);
            return leaving;
        }
        catch (Exception)
        {
            await leaving.DisposeAsync();
            throw;
        }
    }

    private Heard Join(Guid conversationId, Action<LogEntry> told)
    {
        lock (gate)
        {
            // One that could not subscribe is of no use to those who come later.
            if (!conversations.TryGetValue(conversationId, out var heard) || heard.HasFailed)
                conversations[conversationId] = heard = new Heard(made => redis.ListenAsync(
                    ConversationChannel.Name(conversationId), value => Tell(made, value), CancellationToken.None));
            heard.Readers.Add(told);
            return heard;
        }
    }

    private async Task LeaveAsync(Guid conversationId, Heard heard, Action<LogEntry> told)
    {
        lock (gate)
        {
            heard.Readers.Remove(told);
            if (heard.Readers.Count > 0)
                return;
            if (conversations.GetValueOrDefault(conversationId) == heard)
                conversations.Remove(conversationId);
        }

        try
        {
            await (await heard.Subscribed.Value).DisposeAsync();
        }
        catch (TokenStreamException e)
        {
            logger.StopHearingFailed(conversationId, e);
        }
    }

    private void Tell(Heard heard, RedisValue value)
    {
        if (Read(value) is not { } entry)
            return;
        List<Action<LogEntry>> readers;
        lock (gate)
            readers = [.. heard.Readers];
        readers.ForEach(told => told(entry));
    }

    /// <summary>Null for all that sends nobody away.</summary>
    private LogEntry? Read(RedisValue value)
    {
        try
        {
            var entry = LogEntry.Parser.ParseFrom((byte[]?)value ?? []);
            return entry.EventCase is LogEntry.EventOneofCase.ParticipantLeft
                or LogEntry.EventOneofCase.ConversationDeleted ? entry : null;
        }
        catch (InvalidProtocolBufferException e)
        {
            logger.ForeignEntry(e);
            return null;
        }
    }

    /// <summary>A conversation's subscription and those who read in it.</summary>
    private sealed class Heard
    {
        public Heard(Func<Heard, Task<IAsyncDisposable>> subscribe) =>
            Subscribed = new Lazy<Task<IAsyncDisposable>>(() => subscribe(this));

        public Lazy<Task<IAsyncDisposable>> Subscribed { get; }

        public bool HasFailed => Subscribed is { IsValueCreated: true, Value: { IsFaulted: true } or { IsCanceled: true } };

        public List<Action<LogEntry>> Readers { get; } = [];
    }

    /// <summary>Ends one reader's hearing, once.</summary>
    private sealed class Leaving(Func<Task> leave) : IAsyncDisposable
    {
        private bool hasLeft;

        public async ValueTask DisposeAsync()
        {
            if (!Interlocked.Exchange(ref hasLeft, true))
                await leave();
        }
    }
}
