namespace Chat.ServiceDefaults;

/// <summary>How large gRPC messages may be.</summary>
internal static class GrpcLimits
{
    /// <summary>A request: one message or command.</summary>
    public const int RequestBytes = 4 * 1024 * 1024;

    /// <summary>A response: a page of messages.</summary>
    public const int ResponseBytes = 16 * 1024 * 1024;
}
