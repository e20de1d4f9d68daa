using Grpc.Core;
using Microsoft.Extensions.Options;

namespace Chat.Gateway.Generation.Streaming;

/// <summary>What every feed uses alike.</summary>
internal sealed record FeedTools(
    IOptions<StreamOptions> Options,
    TimeProvider Time,
    StreamMetrics Metrics,
    Departures Departures,
    ILogger<AnswerFeed> Logger);

/// <summary>Tells failures that pass from the end of the caller's right to read.</summary>
internal static class AccessExtensions
{
    /// <summary>True when asking again with the same token cannot help.</summary>
    public static bool EndsAccess(this RpcException failure) =>
        failure.StatusCode is StatusCode.Unauthenticated or StatusCode.PermissionDenied or StatusCode.NotFound;
}
