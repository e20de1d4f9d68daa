using Chat.ServiceDefaults.Replicas;
using Grpc.Net.Client.Configuration;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using StatusCode = Grpc.Core.StatusCode;

namespace Chat.ServiceDefaults;

/// <summary>Calls other services with gRPC the same way everywhere.</summary>
public static class GrpcClientDefaults
{
    /// <summary>
    /// Registers a client; the address is a service's name, as in <c>http://_grpc.{service}</c>. What the proto says may be
    /// made twice is repeated: on another connection when its own is lost, and after a pause when the service is unavailable.
    /// </summary>
    public static IHttpClientBuilder AddGrpcServiceClient<TClient>(this IHostApplicationBuilder builder, string address)
        where TClient : class
    {
        builder.AddReplicas();
        builder.Services.TryAddSingleton<DeadlineInterceptor>();

        var repeatable = RepeatableMethods.Of<TClient>();
        var client = builder.Services.AddGrpcClient<TClient>(options => options.Address = new Uri(address))
            .ConfigureChannel(channel =>
            {
                channel.MaxReceiveMessageSize = GrpcLimits.ResponseBytes;
                channel.MaxSendMessageSize = GrpcLimits.RequestBytes;
                channel.ServiceConfig = new ServiceConfig { MethodConfigs = { RetryOf(repeatable) } };
            })
            .ConfigurePrimaryHttpMessageHandler<ReplicaHandler>()
            .AddInterceptor<DeadlineInterceptor>()
            .AddInterceptor(_ => new RepeatableCalls(repeatable));
        // Before service discovery, which is among the defaults.
        client.ConfigureAdditionalHttpMessageHandlers((handlers, _) => handlers.Insert(0, new PreferTlsHandler()));

        // The standard pipeline counts in HTTP: it would end long streams and repeat calls that are not safe to repeat.
#pragma warning disable EXTEXP0001
        return client.RemoveAllResilienceHandlers();
#pragma warning restore EXTEXP0001
    }

    /// <summary>Makes every call with this service's own token.</summary>
    public static IHttpClientBuilder AddServiceToken(this IHttpClientBuilder client)
    {
        client.Services.AddServiceTokenSource();
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

    /// <summary>For a service that is there and says that it cannot; what has a key is left to the caller, who has it.</summary>
    private static MethodConfig RetryOf(RepeatableMethods methods)
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
        foreach (var name in methods.Always)
            config.Names.Add(name);
        return config;
    }
}
