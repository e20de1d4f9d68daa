using Microsoft.Extensions.Options;
using StackExchange.Redis;

namespace Chat.Conversations.Messages.Window.Repeats;

/// <summary>Pages in Redis as they were given, for the moment in which they are asked for again.</summary>
internal sealed class PageStore(
    IConnectionMultiplexer redis,
    IOptions<WindowOptions> options,
    ConversationsMetrics metrics,
    TimeProvider time,
    ILogger<PageStore> logger)
{
    /// <summary>Pages of one conversation; together with <see cref="MostBytes"/> the bound of what it takes.</summary>
    private const int MostPages = 32;

    private const int MostBytes = 64 * 1024;

    private readonly WindowOptions _options = options.Value;
    private readonly bool _isOn = options.Value.RepeatedFor > TimeSpan.Zero;
    private long _awayUntil;
    private long _distrustedUntil;

    /// <summary>Redis' time, null when it cannot be asked; and the page, null when none is kept.</summary>
    public async Task<(long? ReadAt, byte[]? Page)> ReadAsync(
        Guid conversationId, byte[] name, CancellationToken cancellationToken)
    {
        if (!_isOn || time.GetTimestamp() < Volatile.Read(ref _distrustedUntil)) return (null, null);
        var answer = await TryAsync([(PagesKey.Of(conversationId), [name])], WindowScripts.PagesRead, cancellationToken);
        if (answer is null) return (null, null);
        var values = (RedisValue[])answer[0]!;
        metrics.PageRepeated(!values[1].IsNull);
        return ((long)values[0], (byte[]?)values[1]);
    }

    public Task KeepAsync(PageSlot slot, long offset, byte[] page, CancellationToken cancellationToken) =>
        page.Length > MostBytes
            ? Task.CompletedTask
            : TryAsync(
                [(PagesKey.Of(slot.ConversationId),
                    [slot.Name, page, offset, slot.ReadAt, Milliseconds / 2, Milliseconds, MostPages])],
                WindowScripts.PagesKeep,
                cancellationToken);

    /// <summary>
    /// Drops the pages of conversations that have come to these offsets. Where Redis did not take that, this replica answers
    /// from no page until all that could be older have ended: one that was being read is kept half its time later.
    /// </summary>
    public async Task ChangeAsync(IEnumerable<(Guid ConversationId, long Offset)> changed, CancellationToken cancellationToken)
    {
        if (!_isOn) return;
        var calls = changed.Select(one => (PagesKey.Of(one.ConversationId), (RedisValue[])[one.Offset, Milliseconds])).ToList();
        if (await TryAsync(calls, WindowScripts.PagesChange, cancellationToken) is null)
            Volatile.Write(ref _distrustedUntil, After(1.5 * _options.RepeatedFor));
    }

    private long Milliseconds => (long)_options.RepeatedFor.TotalMilliseconds;

    private long After(TimeSpan wait) => time.GetTimestamp() + (long)(wait.TotalSeconds * time.TimestampFrequency);

    /// <summary>Runs a script for each in one pipeline; null when Redis cannot be used now.</summary>
    private async Task<RedisResult[]?> TryAsync(
        IReadOnlyList<(string Key, RedisValue[] Values)> calls, string script, CancellationToken cancellationToken)
    {
        if (time.GetTimestamp() < Volatile.Read(ref _awayUntil)) return null;
        try
        {
            var database = redis.GetDatabase();
            var answers = calls.Select(call => database.ScriptEvaluateAsync(script, [call.Key], call.Values)).ToArray();
            return await Task.WhenAll(answers).WaitAsync(_options.Timeout, time, cancellationToken);
        }
        catch (Exception failure) when (WindowStore.IsAway(failure))
        {
            Volatile.Write(ref _awayUntil, After(_options.Pause));
            logger.WindowUnavailable(failure.Message);
            return null;
        }
    }
}

/// <summary>The Redis key of a conversation's pages; a purge removes it too.</summary>
internal static class PagesKey
{
    public static string Of(Guid conversationId) => $"chat:conv:{conversationId:D}:pages";
}
