using System.Globalization;
using Chat.Contracts;
using Grpc.Core;

namespace Chat.Gateway.Edge;

/// <summary>How the bucket that is nearest to its end stands, as the system of record tells it.</summary>
internal sealed record RateHeaders(string Bucket, long Limit, long Remaining)
{
    public const string Policy = "RateLimit-Policy";
    public const string Standing = "RateLimit";

    public required long Reset { get; init; }

    public required long Window { get; init; }

    /// <summary>Null when the call was not counted.</summary>
    public static RateHeaders? Read(Metadata trailers) =>
        trailers.GetValue(HeaderNames.RateBucket) is { } bucket
            ? new RateHeaders(bucket, Number(trailers, HeaderNames.RateLimit), Number(trailers, HeaderNames.RateRemaining))
            {
                Reset = Number(trailers, HeaderNames.RateReset),
                Window = Number(trailers, HeaderNames.RateWindow),
            }
            : null;

    /// <summary>Writes the fields of the IETF draft "RateLimit header fields for HTTP" (structured fields, RFC 9651).</summary>
    public void WriteTo(IHeaderDictionary headers)
    {
        headers[Policy] = string.Create(CultureInfo.InvariantCulture, $"\"{Bucket}\";q={Limit};w={Window}");
        headers[Standing] = string.Create(CultureInfo.InvariantCulture, $"\"{Bucket}\";r={Remaining};t={Reset}");
    }

    private static long Number(Metadata trailers, string name) =>
        long.TryParse(trailers.GetValue(name), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
}
