using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace Chat.ServiceDefaults;

/// <summary>Refuses a service key that is missing, short, or known to whoever signs user tokens.</summary>
internal sealed class ServiceTokenOptionsValidator(IConfiguration configuration) : IValidateOptions<ServiceTokenOptions>
{
    private const string Setting = $"{ServiceTokenOptions.Section}:{nameof(ServiceTokenOptions.ServiceKey)}";

    public ValidateOptionsResult Validate(string? name, ServiceTokenOptions options)
    {
        if (string.IsNullOrWhiteSpace(options.ServiceKey))
            return ValidateOptionsResult.Fail(
                $"{Setting} is not set; give all services the same key of at least 32 bytes (openssl rand -base64 48).");

        if (!SymmetricKeys.IsLongEnough(options.ServiceKey))
            return ValidateOptionsResult.Fail(
                $"{Setting} is shorter than {SymmetricKeys.MinimumBytes} bytes; "
                + "make a longer one (openssl rand -base64 48).");

        var signingKey = configuration[$"{TokenAuthenticationOptions.Section}:SigningKey"];
        return options.ServiceKey == signingKey
            ? ValidateOptionsResult.Fail($"{Setting} equals the SigningKey; make a second one (openssl rand -base64 48).")
            : ValidateOptionsResult.Success;
    }
}
