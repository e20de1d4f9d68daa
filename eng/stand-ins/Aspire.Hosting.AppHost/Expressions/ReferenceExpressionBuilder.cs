namespace Aspire.Hosting.ApplicationModel;

/// <summary>Builds an expression piece by piece.</summary>
public class ReferenceExpressionBuilder
{
    private readonly ExpressionParts _parts = new(4);

    public bool IsEmpty => _parts.IsEmpty;

    public void Append(in ReferenceExpression.ExpressionInterpolatedStringHandler handler) =>
        _parts.AddAll(handler.ToExpression());

    public void AppendLiteral(string value) => _parts.AddText(value);

    public void AppendFormatted(string? value) => _parts.AddText(value);

    public void AppendFormatted(string? value, string? format) => _parts.AddText(value, format);

    public void AppendFormatted<T>(T valueProvider) where T : IValueProvider, IManifestExpressionProvider =>
        _parts.AddValue(valueProvider);

    public void AppendFormatted<T>(T valueProvider, string? format)
        where T : IValueProvider, IManifestExpressionProvider => _parts.AddValue(valueProvider, format);

    public ReferenceExpression Build() => _parts.ToExpression();
}
