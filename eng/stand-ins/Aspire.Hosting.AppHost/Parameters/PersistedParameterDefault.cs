using System.Text.Json;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>Keeps a made-up value in the user secrets, so that the next run gets the same.</summary>
internal sealed class PersistedParameterDefault(UserSecretsFile secrets, string key, ParameterDefault inner)
    : ParameterDefault
{
    internal override void WriteToManifest(Utf8JsonWriter json) => inner.WriteToManifest(json);

    public override string GetDefaultValue() => secrets.GetOrAdd(key, inner.GetDefaultValue);
}
