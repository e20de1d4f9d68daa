using System.ComponentModel.DataAnnotations;

namespace Chat.ServiceDefaults;

/// <summary>The key with which services prove to each other that they are services.</summary>
public sealed class ServiceTokenOptions
{
    public const string Section = TokenAuthenticationOptions.Section;

    /// <summary>Who issues service tokens, and whom they are for.</summary>
    internal const string Parties = "chat-services";

    /// <summary>The HS256 key, at least 32 bytes, the same in all services.</summary>
    public string? ServiceKey { get; set; }

    /// <summary>How long a minted token holds.</summary>
    [Range(typeof(TimeSpan), "00:01:00", "01:00:00")]
    public TimeSpan ServiceTokenLifetime { get; set; } = TimeSpan.FromMinutes(5);
}
