using Chat.Contracts;
using Chat.Contracts.Errors;
using Grpc.Core;

namespace Chat.Tests.Infrastructure;

/// <summary>What every gRPC call of the tests needs: the caller's token, a deadline, and the refusal's detail.</summary>
internal static class GrpcCalls
{
    public static CallOptions As(string? token, CancellationToken cancellationToken)
    {
        var metadata = new Metadata();
        if (token is not null)
            metadata.Add("authorization", $"Bearer {token}");
        return new CallOptions(metadata, cancellationToken: cancellationToken);
    }

    /// <summary>The call is refused with this status; before a service is reached there is no detail.</summary>
    public static async Task<RpcException> RefusedAsync(StatusCode status, Func<Task> call)
    {
        var refusal = await Assert.ThrowsAsync<RpcException>(call);
        Assert.Equal(status, refusal.StatusCode);
        return refusal;
    }

    /// <summary>The service refuses the call with this status and this stable code.</summary>
    public static async Task<ErrorDetail> RefusedAsync(StatusCode status, string code, Func<Task> call)
    {
        var refusal = await RefusedAsync(status, call);
        var bytes = refusal.Trailers.GetValueBytes(HeaderNames.ErrorTrailer);
        Assert.NotNull(bytes);
        var detail = ErrorDetail.Parser.ParseFrom(bytes);
        Assert.Equal(code, detail.Code);
        return detail;
    }
}
