using System.Text.Json;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>The value a parameter has when none is configured.</summary>
public abstract class ParameterDefault
{
    public abstract string GetDefaultValue();

    /// <summary>Tells whoever deploys how to make the value up, or what it is when that is no secret.</summary>
    internal abstract void WriteToManifest(Utf8JsonWriter json);
}
