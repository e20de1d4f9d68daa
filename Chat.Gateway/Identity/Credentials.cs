using Microsoft.Net.Http.Headers;

namespace Chat.Gateway.Identity;

/// <summary>The tokens that a request carries, by where they stand.</summary>
/// <param name="Header">Of <c>Authorization: Bearer</c>.</param>
/// <param name="Cookie">Of the cookie.</param>
/// <param name="Query">Of the query string.</param>
internal sealed record Credentials(string? Header, string? Cookie, string? Query)
{
    public const string CookieName = "chat_token";
    public const string QueryName = "access_token";

    private const string Scheme = "Bearer ";

    /// <summary>The token to go by: what was written on purpose comes before what a browser adds by itself.</summary>
    public string? Chosen => Header ?? Query ?? Cookie;

    public IEnumerable<string> All => new[] { Header, Query, Cookie }.OfType<string>().Distinct();

    /// <summary>Whether a page of somebody else could have made the browser send this.</summary>
    public bool IsCookieOnly => Cookie is not null && Header is null && Query is null;

    public static Credentials Read(HttpRequest request, bool withQuery) => new(
        ReadHeader(request),
        NullIfEmpty(request.Cookies[CookieName]),
        withQuery ? NullIfEmpty(request.Query[QueryName].ToString()) : null);

    private static string? ReadHeader(HttpRequest request)
    {
        var header = request.Headers[HeaderNames.Authorization].ToString();
        return header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)
            ? NullIfEmpty(header[Scheme.Length..].Trim())
            : null;
    }

    private static string? NullIfEmpty(string? text) => string.IsNullOrEmpty(text) ? null : text;
}
