using System.Runtime.CompilerServices;
using System.Text;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>Text with holes that are filled once ports and secrets are known.</summary>
public class ReferenceExpression : IExpressionValue, IValueWithReferences
{
    public static readonly ReferenceExpression Empty = new([]);

    internal ReferenceExpression(IReadOnlyList<ExpressionPart> parts) => Parts = parts;

    internal IReadOnlyList<ExpressionPart> Parts { get; }

    /// <summary>The text as a composite format, one numbered hole per value.</summary>
    public string Format
    {
        get
        {
            var hole = 0;
            return Join(p => p.Provider is null ? EscapeBraces(p.Literal!) : $"{{{hole++}}}");
        }
    }

    public IReadOnlyList<IValueProvider> ValueProviders => [.. Holes.Select(p => p.Provider!)];

    public IReadOnlyList<string> ManifestExpressions => [.. Holes.Select(p => p.Expression!)];

    public IReadOnlyList<string?> StringFormats => [.. Holes.Select(p => p.Format)];

    public string ValueExpression => Join(p => p.Provider is null ? p.Literal! : p.Expression!);

    IEnumerable<object> IValueWithReferences.References => ValueProviders;

    private IEnumerable<ExpressionPart> Holes => Parts.Where(p => p.Provider is not null);

    public static ReferenceExpression Create(in ExpressionInterpolatedStringHandler handler) => handler.ToExpression();

    public ValueTask<string?> GetValueAsync(CancellationToken cancellationToken) =>
        GetValueAsync(new ValueProviderContext(), cancellationToken);

    public async ValueTask<string?> GetValueAsync(ValueProviderContext context, CancellationToken cancellationToken)
    {
        if (Parts.Count == 0)
            return null;

        var text = new StringBuilder();
        foreach (var part in Parts)
            text.Append(await part.ResolveAsync(context, cancellationToken));
        return text.ToString();
    }

    private static string EscapeBraces(string literal) =>
        literal.Replace("{", "{{", StringComparison.Ordinal).Replace("}", "}}", StringComparison.Ordinal);

    private string Join(Func<ExpressionPart, string> print) => string.Concat(Parts.Select(print));

    /// <summary>Lets <c>$"…"</c> become an expression; holes take strings, values and resource builders only.</summary>
    [InterpolatedStringHandler]
    public ref struct ExpressionInterpolatedStringHandler
    {
        private readonly ExpressionParts _parts;

        public ExpressionInterpolatedStringHandler(int literalLength, int formattedCount) =>
            _parts = new ExpressionParts(literalLength + formattedCount);

        public readonly void AppendLiteral(string value) => _parts.AddText(value);

        public readonly void AppendFormatted(string? value) => _parts.AddText(value);

        public readonly void AppendFormatted(string? value, string? format) => _parts.AddText(value, format);

        public readonly void AppendFormatted<T>(T valueProvider) where T : IValueProvider, IManifestExpressionProvider =>
            _parts.AddValue(valueProvider);

        public readonly void AppendFormatted<T>(T valueProvider, string? format)
            where T : IValueProvider, IManifestExpressionProvider => _parts.AddValue(valueProvider, format);

        public readonly void AppendFormatted<T>(IResourceBuilder<T> valueProvider)
            where T : IResource, IValueProvider, IManifestExpressionProvider => _parts.AddValue(valueProvider.Resource);

        public readonly void AppendFormatted<T>(IResourceBuilder<T> valueProvider, string? format)
            where T : IResource, IValueProvider, IManifestExpressionProvider =>
            _parts.AddValue(valueProvider.Resource, format);

        internal readonly ReferenceExpression ToExpression() => _parts.ToExpression();
    }
}
