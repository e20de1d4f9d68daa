namespace Microsoft.Extensions.Http.Resilience;

/// <summary>Reads the wait that a server asks for with <c>Retry-After</c>.</summary>
internal static class RetryAfter
{
    /// <summary>The wait, or nothing when the server named none and the usual back-off holds.</summary>
    public static TimeSpan? Of(HttpResponseMessage? response)
    {
        var header = response?.Headers.RetryAfter;
        var wait = header?.Delta ?? header?.Date - TimeProvider.System.GetUtcNow();
        return wait < TimeSpan.Zero ? TimeSpan.Zero : wait;
    }
}
