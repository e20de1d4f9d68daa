namespace Chat.Gateway.Input;

/// <summary>A query parameter that is read as text to be refused by name, documented as what it is.</summary>
internal sealed record ParameterMetadata(string Name, string Description)
{
    /// <summary>It is a whole number.</summary>
    public NumberRange? Range { get; init; }

    public long? Default { get; init; }

    /// <summary>It is one of these.</summary>
    public IReadOnlyCollection<string> Words { get; init; } = [];

    public bool IsFlag { get; init; }

    public int? MaxLength { get; init; }
}
