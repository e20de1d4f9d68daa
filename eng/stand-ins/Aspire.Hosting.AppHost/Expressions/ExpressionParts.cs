namespace Aspire.Hosting.ApplicationModel;

/// <summary>Gathers the parts of an expression while it is written.</summary>
internal sealed class ExpressionParts(int capacity)
{
    private readonly List<ExpressionPart> _parts = new(Math.Min(capacity, 16));

    public bool IsEmpty => _parts.Count == 0;

    public void AddText(string? text, string? format = null)
    {
        if (!string.IsNullOrEmpty(text))
            _parts.Add(ExpressionPart.FromText(ExpressionPart.ApplyFormat(text, format)));
    }

    public void AddValue<T>(T provider, string? format = null) where T : IValueProvider, IManifestExpressionProvider =>
        _parts.Add(ExpressionPart.FromValue(provider, format));

    public void AddAll(ReferenceExpression expression) => _parts.AddRange(expression.Parts);

    public ReferenceExpression ToExpression() => new([.. _parts]);
}
