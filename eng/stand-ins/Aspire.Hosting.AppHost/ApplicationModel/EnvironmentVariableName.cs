using System.Text;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>Turns resource and property names into parts of environment variable names.</summary>
internal static class EnvironmentVariableName
{
    public static string Encode(string name)
    {
        if (name.Length == 0)
            return name;

        var encoded = new StringBuilder(name.Length + 1);
        if (char.IsAsciiDigit(name[0]))
            encoded.Append('_');

        foreach (var character in name)
            encoded.Append(char.IsAsciiLetterOrDigit(character) ? character : '_');

        return encoded.ToString();
    }

    public static string EncodeUpper(string name) => Encode(name).ToUpperInvariant();
}
