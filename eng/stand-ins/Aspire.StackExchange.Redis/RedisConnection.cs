using Aspire.StackExchange.Redis;
using StackExchange.Redis;

namespace Microsoft.Extensions.Hosting;

/// <summary>Opens a connection that survives a Redis that is away.</summary>
internal static class RedisConnection
{
    public static ConnectionMultiplexer Open(
        string connectionName, StackExchangeRedisSettings settings, Action<ConfigurationOptions>? configure)
    {
        if (string.IsNullOrWhiteSpace(settings.ConnectionString))
            throw new InvalidOperationException(
                $"ConnectionStrings:{connectionName} is not set; give the address of Redis, like host:port,password=secret.");

        var options = ConfigurationOptions.Parse(settings.ConnectionString);
        options.AbortOnConnectFail = false;
        configure?.Invoke(options);
        return ConnectionMultiplexer.Connect(options);
    }
}
