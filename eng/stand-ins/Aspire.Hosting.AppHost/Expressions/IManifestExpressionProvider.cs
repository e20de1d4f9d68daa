namespace Aspire.Hosting.ApplicationModel;

/// <summary>The symbolic form of a value, such as <c>{redis.connectionString}</c>.</summary>
public interface IManifestExpressionProvider
{
    string ValueExpression { get; }
}

/// <summary>A value with both a run-time and a symbolic form.</summary>
public interface IExpressionValue : IValueProvider, IManifestExpressionProvider;

/// <summary>A value made of other values.</summary>
public interface IValueWithReferences
{
    IEnumerable<object> References { get; }
}
