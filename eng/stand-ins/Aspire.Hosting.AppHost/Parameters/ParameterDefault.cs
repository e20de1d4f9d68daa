namespace Aspire.Hosting.ApplicationModel;

/// <summary>The value a parameter has when none is configured.</summary>
public abstract class ParameterDefault
{
    public abstract string GetDefaultValue();
}
