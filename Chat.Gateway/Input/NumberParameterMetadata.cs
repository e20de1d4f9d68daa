namespace Chat.Gateway.Input;

/// <summary>A query parameter that is read as text to be refused by name, documented as the number it is.</summary>
internal sealed record NumberParameterMetadata(string Name, NumberRange Range, long? Default, string Description);
