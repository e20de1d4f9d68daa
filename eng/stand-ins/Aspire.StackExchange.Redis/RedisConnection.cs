using Aspire.StackExchange.Redis;
using StackExchange.Redis;

namespace Microsoft.Extensions.Hosting;

/// <summary>Opens a connection that survives a Redis that is away.</summary>
internal static class RedisConnection
{
    // Milliseconds: 1.2.6 gives a call one second, later versions five, which a busy machine needs.
    private const int OldDefaultTimeout = 1000;
    private const int DefaultTimeout = 5000;

    public static IConnectionMultiplexer Open(
        string connectionName, StackExchangeRedisSettings settings, Action<ConfigurationOptions>? configure)
    {
        if (string.IsNullOrWhiteSpace(settings.ConnectionString))
            throw new InvalidOperationException(
                $"ConnectionStrings:{connectionName} is not set; give the address of Redis, like host:port,password=secret.");

        var options = ConfigurationOptions.Parse(settings.ConnectionString);
        options.AbortOnConnectFail = false;
        if (options.SyncTimeout == OldDefaultTimeout)
            options.SyncTimeout = DefaultTimeout;
        configure?.Invoke(options);

        var connection = Connect(options);
        return TimeLimited<IConnectionMultiplexer>.Wrap(connection, TimeSpan.FromMilliseconds(options.SyncTimeout));
    }

    // On a busy machine the first connection of 1.2.6 sometimes never hears an answer, and it does not notice that itself.
    private static ConnectionMultiplexer Connect(ConfigurationOptions options)
    {
        var connection = ConnectionMultiplexer.Connect(options);
        if (connection.IsConnected)
            return connection;
        connection.Close(allowCommandsToComplete: false);
        return ConnectionMultiplexer.Connect(options);
    }
}
