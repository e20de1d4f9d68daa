using System.Data.Common;
using System.Globalization;

namespace Chat.LlmWorker.Providers;

/// <summary>The connection string <c>model</c>, read setting by setting; every complaint names the cure.</summary>
internal sealed class ModelConnection
{
    public const string Name = "model";

    private readonly DbConnectionStringBuilder _settings = new();

    public ModelConnection(string? connectionString)
    {
        try
        {
            _settings.ConnectionString = connectionString;
        }
        catch (ArgumentException)
        {
            // The exception's own message would show the key.
            throw Invalid("it is not a list of Name=value pairs separated by semicolons");
        }
    }

    /// <summary>What <c>Provider</c> says, or what the other settings imply.</summary>
    public string Provider => Text("Provider")?.ToLowerInvariant() ?? (Text("Endpoint") is null ? "simulated" : "openai");

    public string? Text(string name) =>
        _settings.TryGetValue(name, out var value) && value is string { Length: > 0 } text ? text : null;

    public string Required(string name, string example) =>
        Text(name) ?? throw Invalid($"{name} is missing; add {name}={example}");

    public bool Flag(string name) => Text(name) is { } text
        && (bool.TryParse(text, out var value) ? value : throw Invalid($"{name}={text} is neither true nor false"));

    public double Number(string name, double fallback, double max) => OptionalNumber(name, max) ?? fallback;

    public int? Count(string name, int max) => (int?)OptionalNumber(name, max);

    /// <summary>Refuses settings that nobody reads, for they are misspelt.</summary>
    public void AllowOnly(params ReadOnlySpan<string> names)
    {
        foreach (string key in _settings.Keys)
            if (!Contains(names, key))
                throw Invalid($"{key} is unknown for the provider {Provider}; it takes {string.Join(", ", names)}");
    }

    public static InvalidOperationException Invalid(string complaint) => new(
        $"The connection string '{Name}' cannot be used: {complaint}. "
        + "Valid are for example 'Provider=simulated;TokensPerSecond=50' and "
        + "'Endpoint=https://models.example/v1;Key=…;Model=…'.");

    private double? OptionalNumber(string name, double max)
    {
        if (Text(name) is not { } text)
            return null;
        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value)
            && value >= 0 && value <= max
            ? value
            : throw Invalid($"{name}={text} is not a number from 0 to {max.ToString(CultureInfo.InvariantCulture)}");
    }

    private static bool Contains(ReadOnlySpan<string> names, string key)
    {
        foreach (var name in names)
            if (name.Equals(key, StringComparison.OrdinalIgnoreCase))
                return true;
        return false;
    }
}
