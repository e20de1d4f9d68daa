using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Configuration;

namespace Aspire.Hosting;

/// <summary>Finds the configured value of a parameter.</summary>
internal static class ParameterConfiguration
{
    public static string Read(IConfiguration configuration, string name, ParameterDefault? fallback)
    {
        var key = $"Parameters:{name}";
        return configuration[key]
            ?? configuration[key.Replace('-', '_')]
            ?? fallback?.GetDefaultValue()
            ?? throw new MissingParameterValueException(
                $"Parameter resource could not be used because configuration key '{key}' is missing and the " +
                $"Parameter has no default value. Set it in the AppHost's user secrets or as the environment " +
                $"variable 'Parameters__{name.Replace('-', '_')}'.");
    }
}
