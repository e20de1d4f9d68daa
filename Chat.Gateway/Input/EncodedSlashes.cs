using Microsoft.AspNetCore.Http.Features;

namespace Chat.Gateway.Input;

/// <summary>
/// Decodes every segment of a path exactly once. The server leaves an encoded slash as it is, so that to the routes an id
/// with <c>%2F</c> and one with <c>%252F</c> are the same; here they are told apart by what was really sent.
/// </summary>
internal static class EncodedSlashes
{
    private const string Encoded = "%2F";

    /// <summary>Stands for a slash inside a segment while routes are matched: no path can hold it, the server refuses %00.</summary>
    private const char Inner = '\0';

    /// <summary>Must stand before the routes are matched.</summary>
    public static IApplicationBuilder UseSlashesInPaths(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        if (context.Request.Path.Value?.Contains(Encoded, StringComparison.OrdinalIgnoreCase) == true)
            context.Request.Path = Decode(context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget);
        return next(context);
    });

    /// <summary>Must stand after the routes are matched.</summary>
    public static IApplicationBuilder UseSlashesInRouteValues(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        foreach (var (name, value) in context.Request.RouteValues)
            if (value is string text && text.Contains(Inner))
                context.Request.RouteValues[name] = text.Replace(Inner, '/');
        return next(context);
    });

    private static PathString Decode(string target)
    {
        var segments = new List<string>();
        foreach (var segment in PathOf(target).Split('/').Skip(1).Select(Uri.UnescapeDataString))
            Add(segments, segment.Replace('/', Inner));
        // Not from text by itself, which would be decoded once more.
        return new PathString("/" + string.Join('/', segments));
    }

    /// <summary>Dots mean what they mean to the server.</summary>
    private static void Add(List<string> segments, string segment)
    {
        if (segment is not ("." or ".."))
            segments.Add(segment);
        else if (segment is ".." && segments.Count > 0)
            segments.RemoveAt(segments.Count - 1);
    }

    /// <summary>A target is a path with a query, or a whole address.</summary>
    private static string PathOf(string target)
    {
        var path = target.Split('?', 2)[0];
        return path.StartsWith('/') || path.IndexOf("://", StringComparison.Ordinal) is not (>= 0 and var scheme)
            ? path
            : path[(path.IndexOf('/', scheme + 3) is >= 0 and var begin ? begin : path.Length)..];
    }
}
