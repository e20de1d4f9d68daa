using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.Native;

/// <summary>What a native server is started with.</summary>
internal sealed record NativeServerContext
{
    public required DataFolder Data { get; init; }

    /// <summary>The port to listen on; 0 when the server chooses.</summary>
    public required int Port { get; init; }

    public required IReadOnlyDictionary<string, string> Environment { get; init; }

    public required IReadOnlyList<string> Arguments { get; init; }

    public required ILogger Logger { get; init; }
}
