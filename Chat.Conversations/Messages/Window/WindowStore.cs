using System.Globalization;
using Chat.Conversations.Paging;
using Google.Protobuf;
using Microsoft.Extensions.Options;
using StackExchange.Redis;
using Wire = Chat.Contracts.Conversations.V1;

namespace Chat.Conversations.Messages.Window;

/// <summary>Windows in Redis: the newest messages of a conversation's main part, and the offset that they reflect.</summary>
internal sealed class WindowStore(IConnectionMultiplexer redis, IOptions<WindowOptions> options, TimeProvider time)
{
    private readonly WindowOptions _options = options.Value;

    /// <summary>The newest messages, newest first; null where no window reflects the offset.</summary>
    public async Task<Page<Wire.Message>?> ReadAsync(
        Guid conversationId, long contentOffset, int count, CancellationToken cancellationToken)
    {
        var answer = await RunAsync(WindowScripts.Read, conversationId, [contentOffset, count + 1], cancellationToken);
        if (answer.IsNull) return null;
        var values = (RedisValue[])answer!;
        var page = Page.Of<Wire.Message>(count);
        page.AddRange(values.Skip(1).Select(value => Wire.Message.Parser.ParseFrom((byte[])value!)));
        // The window itself ends somewhere.
        if (values[0] == 1 && values.Length <= count + 1) page.Cut();
        return page;
    }

    public async Task FillAsync(
        Guid conversationId, long contentOffset, Page<Wire.Message> newest, CancellationToken cancellationToken)
    {
        List<RedisValue> values = [contentOffset, (long)_options.TimeToLive.TotalMilliseconds, newest.HasMore ? 1 : 0];
        foreach (var message in newest.Items)
        {
            values.Add(message.Seq.ToString(CultureInfo.InvariantCulture));
            values.Add(message.ToByteArray());
        }

        await RunAsync(WindowScripts.Fill, conversationId, [.. values], cancellationToken);
    }

    /// <summary>Whether a failure means that Redis cannot be used now.</summary>
    public static bool IsAway(Exception failure) =>
        failure is RedisException or TimeoutException or ObjectDisposedException;

    private Task<RedisResult> RunAsync(
        string script, Guid conversationId, RedisValue[] values, CancellationToken cancellationToken)
    {
        RedisKey[] keys = [WindowKey.Of(conversationId)];
        return redis.GetDatabase().ScriptEvaluateAsync(script, keys, values)
            .WaitAsync(_options.Timeout, time, cancellationToken);
    }
}
