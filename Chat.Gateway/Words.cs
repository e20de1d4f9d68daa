namespace Chat.Gateway;

/// <summary>How values of the contracts are written in JSON.</summary>
internal static class Words
{
    /// <summary>An enum's value in lower case.</summary>
    public static string Of<TEnum>(TEnum value)
        where TEnum : struct, Enum =>
        value.ToString().ToLowerInvariant();

    /// <summary>In protobuf an empty string is none.</summary>
    public static string? NullIfEmpty(this string text) => text.Length == 0 ? null : text;
}
