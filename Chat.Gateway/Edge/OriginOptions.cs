using Microsoft.Extensions.Options;

namespace Chat.Gateway.Edge;

/// <summary>Which web pages may use the gateway from a browser; the configuration section <c>Origins</c>.</summary>
public sealed class OriginOptions
{
    public const string Section = "Origins";

    /// <summary>Any page, without its cookies.</summary>
    public const string Any = "*";

    /// <summary>
    /// Origins like <c>https://chat.example.com</c>, or <c>*</c> for any page without cookies. The gateway's own origin
    /// is always allowed; in Development every page may read.
    /// </summary>
    public IList<string> Allowed { get; } = [];

    /// <summary>Whether a page of this origin may act with the user's cookie.</summary>
    internal bool Allows(string origin, HttpRequest request) =>
        string.Equals(origin, $"{request.Scheme}://{request.Host}", StringComparison.OrdinalIgnoreCase)
        || (origin != Any && Allowed.Contains(origin, StringComparer.OrdinalIgnoreCase));
}

/// <summary>Refuses origins that no browser would send.</summary>
internal sealed class OriginOptionsValidator : IValidateOptions<OriginOptions>
{
    public ValidateOptionsResult Validate(string? name, OriginOptions options)
    {
        var wrong = options.Allowed.Where(origin => origin != OriginOptions.Any && !IsOrigin(origin)).ToList();
        return wrong.Count == 0
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail(wrong.Select(origin =>
                $"Origins:Allowed has '{origin}'; write scheme://host[:port] without a path, or *."));
    }

    private static bool IsOrigin(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var uri)
        && uri.Scheme is "http" or "https"
        && string.Equals(uri.GetLeftPart(UriPartial.Authority), text, StringComparison.OrdinalIgnoreCase);
}
