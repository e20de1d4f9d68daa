using System.Security.Cryptography;
using System.Text.Json;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>Makes up a random value, for secrets nobody needs to choose.</summary>
public sealed class GenerateParameterDefault : ParameterDefault
{
    // Letters that are mistaken for digits are left out.
    private const string LowerLetters = "abcdefghjkmnpqrstuvwxyz";
    private const string UpperLetters = "ABCDEFGHJKMNPQRSTUVWXYZ";
    private const string Digits = "0123456789";
    private const string Specials = "-_.{}~()*+!";

    public int MinLength { get; set; } = 22;

    public bool Lower { get; set; } = true;

    public bool Upper { get; set; } = true;

    public bool Numeric { get; set; } = true;

    public bool Special { get; set; } = true;

    public int MinLower { get; set; }

    public int MinUpper { get; set; }

    public int MinNumeric { get; set; }

    public int MinSpecial { get; set; }

    internal override void WriteToManifest(Utf8JsonWriter json)
    {
        json.WriteStartObject("generate");
        json.WriteNumber("minLength", MinLength);
        foreach (var (name, isUsed) in new[] { ("lower", Lower), ("upper", Upper), ("numeric", Numeric), ("special", Special) })
            if (!isUsed)
                json.WriteBoolean(name, false);
        (string Name, int Count)[] least =
            [("minLower", MinLower), ("minUpper", MinUpper), ("minNumeric", MinNumeric), ("minSpecial", MinSpecial)];
        foreach (var (name, count) in least)
            if (count > 0)
                json.WriteNumber(name, count);
        json.WriteEndObject();
    }

    public override string GetDefaultValue()
    {
        (bool Used, int Min, string Alphabet)[] kinds =
        [
            (Lower, MinLower, LowerLetters),
            (Upper, MinUpper, UpperLetters),
            (Numeric, MinNumeric, Digits),
            (Special, MinSpecial, Specials),
        ];

        var required = string.Concat(kinds.Select(k => RandomNumberGenerator.GetString(k.Alphabet, k.Min)));
        var alphabet = string.Concat(kinds.Where(k => k.Used).Select(k => k.Alphabet));
        if (alphabet.Length == 0)
            throw new ArgumentException("At least one character type must be enabled.");

        var rest = RandomNumberGenerator.GetString(alphabet, Math.Max(0, MinLength - required.Length));
        var characters = (required + rest).ToCharArray();
        RandomNumberGenerator.Shuffle<char>(characters);
        return new string(characters);
    }
}
