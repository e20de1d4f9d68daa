using System.Collections.Frozen;
using System.Globalization;
using System.Text.Json;
using Google.Protobuf.Collections;

namespace Chat.Gateway;

/// <summary>How values of the contracts are written in JSON.</summary>
internal static class Words
{
    /// <summary>An enum's value in camel case.</summary>
    public static string Of<TEnum>(TEnum value)
        where TEnum : struct, Enum =>
        Vocabulary<TEnum>.Words.TryGetValue(value, out var word) ? word : value.ToString();

    /// <summary>An enum's value in camel case; null for the one that stands for nothing.</summary>
    public static string? OrNull<TEnum>(TEnum value)
        where TEnum : struct, Enum =>
        EqualityComparer<TEnum>.Default.Equals(value, default) ? null : Of(value);

    /// <summary>Every word of an enum but the one that stands for nothing.</summary>
    public static IReadOnlyList<string> All<TEnum>()
        where TEnum : struct, Enum => Vocabulary<TEnum>.All;

    /// <summary>The value of one of <see cref="All{TEnum}"/>; what stands for nothing for anything else.</summary>
    public static TEnum Parse<TEnum>(string? word)
        where TEnum : struct, Enum =>
        word is null ? default : Vocabulary<TEnum>.Values.GetValueOrDefault(word);

    /// <summary>In protobuf an empty string is none.</summary>
    public static string? NullIfEmpty(this string text) => text.Length == 0 ? null : text;

    public static IReadOnlyDictionary<string, string>? NullIfEmpty(this MapField<string, string> texts) =>
        texts.Count == 0 ? null : texts;

    /// <summary>JSON that travelled as text; an empty string is none.</summary>
    public static JsonElement? ToJson(this string text) =>
        text.Length == 0 ? null : JsonSerializer.Deserialize<JsonElement>(text);

    /// <summary>A decimal number that travelled as text; an empty string is none.</summary>
    public static decimal? ToDecimal(this string text) =>
        text.Length == 0 ? null : decimal.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture);

    private static class Vocabulary<TEnum>
        where TEnum : struct, Enum
    {
        public static readonly FrozenDictionary<TEnum, string> Words =
            Enum.GetValues<TEnum>().ToFrozenDictionary(value => value, value => JsonNamingPolicy.CamelCase.ConvertName(value.ToString()));

        public static readonly string[] All =
            [.. Enum.GetValues<TEnum>().Where(value => !value.Equals(default(TEnum))).Select(value => Words[value])];

        public static readonly FrozenDictionary<string, TEnum> Values =
            Words.Where(pair => !pair.Key.Equals(default(TEnum))).ToFrozenDictionary(pair => pair.Value, pair => pair.Key);
    }
}
