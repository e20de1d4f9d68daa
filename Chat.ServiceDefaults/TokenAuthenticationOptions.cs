using System.ComponentModel.DataAnnotations;

namespace Chat.ServiceDefaults;

/// <summary>Whose user tokens are accepted.</summary>
public sealed class TokenAuthenticationOptions
{
    public const string Section = "Authentication";

    /// <summary>The OpenID Connect provider that publishes the issuer and the keys; wins over <see cref="SigningKey"/>.</summary>
    public string? Authority { get; set; }

    /// <summary>The HS256 key, at least 32 bytes, when there is no <see cref="Authority"/>.</summary>
    public string? SigningKey { get; set; }

    /// <summary>The issuer that goes with <see cref="SigningKey"/>.</summary>
    [Required]
    public string Issuer { get; set; } = "chat-dev";

    /// <summary>What a token must be meant for.</summary>
    [Required]
    public string Audience { get; set; } = "chat";

    /// <summary>Off only for a provider on the developer's own machine.</summary>
    public bool RequireHttpsMetadata { get; set; } = true;

    /// <summary>How much the clocks of issuer and services may differ; a token lives that much longer.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:05:00")]
    public TimeSpan ClockSkew { get; set; } = TimeSpan.FromSeconds(30);
}
