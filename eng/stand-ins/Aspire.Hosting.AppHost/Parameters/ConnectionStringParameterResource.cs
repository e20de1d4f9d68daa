namespace Aspire.Hosting.ApplicationModel;

/// <summary>A connection string read from configuration.</summary>
internal sealed class ConnectionStringParameterResource : ParameterResource, IResourceWithConnectionString
{
    public ConnectionStringParameterResource(
        string name, Func<ParameterDefault?, string> callback, string? environmentVariableName)
        : base(name, callback, secret: true)
    {
        IsConnectionString = true;
        ConnectionStringEnvironmentVariable = environmentVariableName;
    }

    public string? ConnectionStringEnvironmentVariable { get; }

    public ReferenceExpression ConnectionStringExpression => ReferenceExpression.Create($"{(ParameterResource)this}");

    /// <summary>Null when nothing is configured, so that an optional reference can do without.</summary>
    public ValueTask<string?> GetConnectionStringAsync(CancellationToken cancellationToken = default)
    {
        try
        {
            return new ValueTask<string?>(Value);
        }
        catch (MissingParameterValueException)
        {
            return new ValueTask<string?>((string?)null);
        }
    }
}
