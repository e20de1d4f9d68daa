using Grpc.Net.Client.Configuration;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using StatusCode = Grpc.Core.StatusCode;

namespace Chat.ServiceDefaults;

/// <summary>Calls other services with gRPC the same way everywhere.</summary>
public static class GrpcClientDefaults
{
    /// <summary>Registers a client; the address is a service's name, as in <c>http://_grpc.{service}</c>.</summary>
    public static IHttpClientBuilder AddGrpcServiceClient<TClient>(this IHostApplicationBuilder builder, string address)
        where TClient : class
    {
        builder.Services.AddOptions<GrpcClientOptions>()
            .BindConfiguration(GrpcClientOptions.Section)
            .ValidateDataAnnotations()
            .ValidateOnStart();
        builder.Services.TryAddSingleton<DeadlineInterceptor>();

        var client = builder.Services.AddGrpcClient<TClient>(options => options.Address = new Uri(address))
            .ConfigureChannel(channel =>
            {
                channel.MaxReceiveMessageSize = GrpcLimits.ResponseBytes;
                channel.MaxSendMessageSize = GrpcLimits.RequestBytes;
            })
            .ConfigurePrimaryHttpMessageHandler(CreateHandler)
            .AddInterceptor<DeadlineInterceptor>();

        // The standard pipeline counts in HTTP: it would end long streams and repeat calls that are not safe to repeat.
#pragma warning disable EXTEXP0001
        return client.RemoveAllResilienceHandlers();
#pragma warning restore EXTEXP0001
    }

    /// <summary>Makes every call with this service's own token.</summary>
    public static IHttpClientBuilder AddServiceToken(this IHttpClientBuilder client)
    {
        client.Services.AddServiceTokenOptions();
        client.Services.TryAddSingleton(TimeProvider.System);
        client.Services.TryAddSingleton<ServiceTokenSource>();
        return client.AddInterceptor(
            provider => new TokenInterceptor(provider.GetRequiredService<ServiceTokenSource>().GetToken));
    }

    /// <summary>
    /// Makes every call with the token of the current HTTP request's caller, unless the call names a token itself
    /// (<see cref="ForwardedToken.Headers"/>).
    /// </summary>
    public static IHttpClientBuilder AddForwardedToken(this IHttpClientBuilder client)
    {
        client.Services.AddHttpContextAccessor();
        return client.AddInterceptor(provider =>
        {
            var accessor = provider.GetRequiredService<IHttpContextAccessor>();
            return new TokenInterceptor(() => accessor.HttpContext?.User.BearerToken());
        });
    }

    /// <summary>
    /// Repeats the named methods (<c>package.Service/Method</c>) when the service is unavailable; name only those that
    /// change nothing, or nothing twice.
    /// </summary>
    public static IHttpClientBuilder RetryUnavailable(this IHttpClientBuilder client, params string[] methods) =>
        client.ConfigureChannel(channel =>
        {
            channel.ServiceConfig ??= new ServiceConfig();
            channel.ServiceConfig.MethodConfigs.Add(RetryOf(methods));
        });

    private static MethodConfig RetryOf(string[] methods)
    {
        var config = new MethodConfig
        {
            RetryPolicy = new RetryPolicy
            {
                MaxAttempts = 4,
                InitialBackoff = TimeSpan.FromMilliseconds(100),
                MaxBackoff = TimeSpan.FromSeconds(2),
                BackoffMultiplier = 2.5,
                RetryableStatusCodes = { StatusCode.Unavailable },
            },
        };
        foreach (var method in methods)
        {
            if (method.Split('/') is not [{ Length: > 0 } service, { Length: > 0 } name])
                throw new ArgumentException($"'{method}' names no method; write package.Service/Method.", nameof(methods));
            config.Names.Add(new MethodName { Service = service, Method = name });
        }

        return config;
    }

    private static SocketsHttpHandler CreateHandler(IServiceProvider provider)
    {
        var options = provider.GetRequiredService<IOptions<GrpcClientOptions>>().Value;
        return new SocketsHttpHandler
        {
            EnableMultipleHttp2Connections = true,
            UseProxy = false,
            UseCookies = false,
            ConnectTimeout = options.Deadline,
            KeepAlivePingDelay = options.KeepAlivePingDelay,
            KeepAlivePingTimeout = options.KeepAlivePingTimeout,
            KeepAlivePingPolicy = HttpKeepAlivePingPolicy.WithActiveRequests,
            PooledConnectionLifetime = options.ConnectionLifetime,
        };
    }
}
