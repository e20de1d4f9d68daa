using Grpc.AspNetCore.Server;
using Grpc.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Chat.ServiceDefaults;

/// <summary>Serves gRPC the same way in every service.</summary>
public static class GrpcServerDefaults
{
    public static IGrpcServerBuilder AddGrpcDefaults(
        this IHostApplicationBuilder builder, Action<GrpcServiceOptions>? configure = null) =>
        builder.Services.AddGrpc(options =>
        {
            options.MaxReceiveMessageSize = GrpcLimits.RequestBytes;
            options.MaxSendMessageSize = GrpcLimits.ResponseBytes;
            // Details are the texts of exceptions.
            options.EnableDetailedErrors = builder.Environment.IsDevelopment();
            configure?.Invoke(options);
        });

    /// <summary>The caller of a method that requires a user token.</summary>
    public static CallerIdentity ToCaller(this ServerCallContext context) => context.GetHttpContext().User.ToCaller();
}
