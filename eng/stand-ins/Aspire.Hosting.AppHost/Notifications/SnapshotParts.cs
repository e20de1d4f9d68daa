namespace Aspire.Hosting.ApplicationModel;

/// <summary>A state's name and how to colour it.</summary>
public sealed record ResourceStateSnapshot(string Text, string? Style)
{
    public static implicit operator ResourceStateSnapshot?(string? text) => text is null ? null : new(text, null);
}

/// <summary>A variable of a resource's environment.</summary>
public sealed record EnvironmentVariableSnapshot(string Name, string? Value, bool IsFromSpec);

/// <summary>A tie to another resource.</summary>
public sealed record RelationshipSnapshot(string ResourceName, string Type);
