using System.Globalization;
using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Publishing;

/// <summary>Prints values as the manifest's expressions and remembers which resources they refer to.</summary>
internal sealed class ManifestValues
{
    private readonly List<IResource> _referenced = [];
    private readonly HashSet<object> _visited = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<ParameterResource, List<string>> _encodings = [];

    /// <summary>In the order in which they were met.</summary>
    public IReadOnlyList<IResource> Referenced => _referenced;

    /// <summary>Parameters of which an encoded form is used somewhere.</summary>
    public IEnumerable<ParameterResource> EncodedParameters => _encodings.Keys;

    public string? Print(object? value)
    {
        Visit(value);
        return value switch
        {
            null => null,
            OptionalConnectionProperty optional => Print(optional.Property),
            ReferenceExpression expression => string.Concat(expression.Parts.Select(Print)),
            IManifestExpressionProvider provider => provider.ValueExpression,
            _ => Convert.ToString(value, CultureInfo.InvariantCulture),
        };
    }

    /// <summary>The names of a parameter's encoded forms with their filters, once.</summary>
    public IReadOnlyList<(string Name, string Filter)> TakeEncodings(ParameterResource parameter) =>
        _encodings.Remove(parameter, out var filters) ? [.. filters.Select(filter => (NameOf(parameter, filter), filter))] : [];

    private static string NameOf(ParameterResource parameter, string filter) => $"{parameter.Name}-{filter}-encoded";

    private string Print(ExpressionPart part)
    {
        if (part.Provider is null)
            return part.Literal!;
        if (part.Format is null || ParameterOf(part.Provider) is not { } parameter)
            return part.Expression!;

        if (!_encodings.TryGetValue(parameter, out var filters))
            _encodings[parameter] = filters = [];
        if (!filters.Contains(part.Format))
            filters.Add(part.Format);
        return $"{{{NameOf(parameter, part.Format)}.value}}";
    }

    private static ParameterResource? ParameterOf(IValueProvider provider) => provider switch
    {
        ParameterResource parameter => parameter,
        ReferenceExpression { Parts: [{ Provider: ParameterResource parameter, Format: null }] } => parameter,
        _ => null,
    };

    private void Visit(object? value)
    {
        if (value is null || !_visited.Add(value))
            return;
        if (value is IResource resource)
            _referenced.Add(resource);
        else if (value is IValueWithReferences references)
            foreach (var one in references.References)
                Visit(one);
    }
}
