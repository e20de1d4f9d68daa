namespace Aspire.Hosting.ApplicationModel;

/// <summary>The rules for resource and endpoint names.</summary>
internal static class ModelName
{
    public const int MaxLength = 64;

    public static void Validate(string target, string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        if (FindFault(name) is { } fault)
            throw new ArgumentException($"{target} name '{name}' is invalid: {fault}", nameof(name));
    }

    private static string? FindFault(string name)
    {
        if (name.Length > MaxLength)
            return $"it must be between 1 and {MaxLength} characters long.";
        if (!char.IsAsciiLetter(name[0]))
            return "it must start with an ASCII letter.";
        if (name.Any(c => !char.IsAsciiLetterOrDigit(c) && c != '-'))
            return "it must contain only ASCII letters, digits, and hyphens.";
        if (name.Contains("--", StringComparison.Ordinal))
            return "it cannot contain consecutive hyphens.";
        return name.EndsWith('-') ? "it cannot end with a hyphen." : null;
    }
}
