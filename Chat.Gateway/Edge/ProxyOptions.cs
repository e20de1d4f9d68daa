using System.Net;
using Microsoft.Extensions.Options;

namespace Chat.Gateway.Edge;

/// <summary>Which proxies are believed when they say for whom they ask; the configuration section <c>Proxies</c>.</summary>
public sealed class ProxyOptions
{
    public const string Section = "Proxies";

    /// <summary>
    /// Addresses and networks (<c>10.0.0.0/8</c>) of the proxies in front whose <c>X-Forwarded-For</c> and
    /// <c>X-Forwarded-Proto</c> are believed; nobody's while it is empty.
    /// </summary>
    public IList<string> Known { get; } = [];
}

/// <summary>Refuses what is neither an address nor a network.</summary>
internal sealed class ProxyOptionsValidator : IValidateOptions<ProxyOptions>
{
    public ValidateOptionsResult Validate(string? name, ProxyOptions options)
    {
        var wrong = options.Known.Where(known => !IPAddress.TryParse(known, out _) && !IPNetwork.TryParse(known, out _)).ToList();
        return wrong.Count == 0
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail(wrong.Select(known =>
                $"Proxies:Known has '{known}'; write an address (10.1.2.3) or a network (10.0.0.0/8)."));
    }
}
