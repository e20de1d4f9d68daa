namespace Aspire.Hosting.ApplicationModel;

/// <summary>One piece of an expression: literal text, or a value with an optional format.</summary>
internal sealed record ExpressionPart(string? Literal, IValueProvider? Provider, string? Expression, string? Format)
{
    public static ExpressionPart FromText(string text) => new(text, null, null, null);

    public static ExpressionPart FromValue<T>(T provider, string? format)
        where T : IValueProvider, IManifestExpressionProvider =>
        new(null, provider, provider.ValueExpression, format);

    public async ValueTask<string?> ResolveAsync(ValueProviderContext context, CancellationToken cancellationToken)
    {
        if (Provider is null)
            return Literal;

        var value = await Provider.GetValueAsync(context, cancellationToken);
        return value is null ? null : ApplyFormat(value, Format);
    }

    public static string ApplyFormat(string value, string? format) => format?.ToLowerInvariant() switch
    {
        null => value,
        "uri" => Uri.EscapeDataString(value),
        _ => throw new FormatException($"The format '{format}' is not supported. Use 'uri'."),
    };
}
