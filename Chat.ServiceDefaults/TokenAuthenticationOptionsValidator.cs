using Microsoft.Extensions.Options;

namespace Chat.ServiceDefaults;

/// <summary>Refuses settings with which a service could not tell a user's token from a forged one.</summary>
internal sealed class TokenAuthenticationOptionsValidator : IValidateOptions<TokenAuthenticationOptions>
{
    private const string Section = TokenAuthenticationOptions.Section;

    public ValidateOptionsResult Validate(string? name, TokenAuthenticationOptions options)
    {
        var faults = Faults(options).ToList();
        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }

    private static IEnumerable<string> Faults(TokenAuthenticationOptions options)
    {
        if (string.IsNullOrWhiteSpace(options.Authority) && string.IsNullOrWhiteSpace(options.SigningKey))
            yield return $"Neither {Section}:Authority nor {Section}:SigningKey is set; give the address of your "
                + "OpenID Connect provider, or a key of at least 32 bytes (openssl rand -base64 48).";

        if (!string.IsNullOrWhiteSpace(options.Authority) && !Uri.TryCreate(options.Authority, UriKind.Absolute, out _))
            yield return $"{Section}:Authority is '{options.Authority}'; give an absolute address.";

        if (!string.IsNullOrWhiteSpace(options.SigningKey) && !SymmetricKeys.IsLongEnough(options.SigningKey))
            yield return $"{Section}:SigningKey is shorter than {SymmetricKeys.MinimumBytes} bytes; "
                + "make a longer one (openssl rand -base64 48).";

        if (options.Issuer == ServiceTokenOptions.Parties || options.Audience == ServiceTokenOptions.Parties)
            yield return $"{Section}:Issuer and {Section}:Audience must not be '{ServiceTokenOptions.Parties}', "
                + "which is kept for service tokens; choose another name.";
    }
}
