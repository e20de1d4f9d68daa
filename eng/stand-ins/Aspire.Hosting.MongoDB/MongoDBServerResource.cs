using Aspire.Hosting.MongoDB;
using Aspire.Hosting.Native;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>A MongoDB server: one that is configured, the machine's own, or none.</summary>
public class MongoDBServerResource(string name) : ContainerResource(name), IResourceWithConnectionString
{
    internal const string PrimaryEndpointName = "tcp";

    private readonly Dictionary<string, string> _databases = new(StringComparer.OrdinalIgnoreCase);
    private EndpointReference? _primaryEndpoint;

    public EndpointReference PrimaryEndpoint => _primaryEndpoint ??= new(this, PrimaryEndpointName);

    public EndpointReferenceExpression Host => PrimaryEndpoint.Property(EndpointProperty.Host);

    public EndpointReferenceExpression Port => PrimaryEndpoint.Property(EndpointProperty.Port);

    public ParameterResource? UserNameParameter { get; internal set; }

    public ParameterResource? PasswordParameter { get; internal set; }

    public IReadOnlyDictionary<string, string> Databases => _databases;

    public ReferenceExpression ConnectionStringExpression => BuildConnectionString(null);

    public ReferenceExpression UriExpression => ConnectionStringExpression;

    /// <summary>True where the server asks for a name and a password.</summary>
    internal bool HasAccounts { get; init; }

    internal ReferenceExpression UserNameReference => UserNameParameter is null
        ? ReferenceExpression.Create($"admin")
        : ReferenceExpression.Create($"{UserNameParameter}");

    /// <summary>The connection string of a server that runs elsewhere.</summary>
    internal string? Configured { get; init; }

    public ValueTask<string?> GetConnectionStringAsync(CancellationToken cancellationToken = default) =>
        GetConnectionStringAsync(null, cancellationToken);

    internal ValueTask<string?> GetConnectionStringAsync(string? databaseName, CancellationToken cancellationToken) =>
        this.HasAnnotationOfType<UnavailableAnnotation>()
            ? new ValueTask<string?>((string?)null)
            : BuildConnectionString(databaseName).GetValueAsync(cancellationToken);

    // The machine's own server listens on loopback only and has no accounts: making one needs a client.
    internal ReferenceExpression BuildConnectionString(string? databaseName)
    {
        if (Configured is { } configured)
        {
            var address = MongoAddress.WithDatabase(configured, databaseName);
            return ReferenceExpression.Create($"{address}");
        }

        if (HasAccounts)
            return BuildWithAccount($"{databaseName}?authSource=admin&authMechanism=SCRAM-SHA-256");

        return databaseName is null
            ? ReferenceExpression.Create($"mongodb://{Host}:{Port}/")
            : ReferenceExpression.Create($"mongodb://{Host}:{Port}/{databaseName}");
    }

    private ReferenceExpression BuildWithAccount(string end) =>
        ReferenceExpression.Create($"mongodb://{UserNameReference}:{PasswordParameter!:uri}@{Host}:{Port}/{end}");

    internal void AddDatabase(string name, string databaseName) => _databases.TryAdd(name, databaseName);

    IEnumerable<KeyValuePair<string, ReferenceExpression>> IResourceWithConnectionString.GetConnectionProperties() =>
        GetProperties(UriExpression);

    internal IEnumerable<KeyValuePair<string, ReferenceExpression>> GetProperties(ReferenceExpression uri)
    {
        if (HasAccounts)
        {
            yield return new("Username", UserNameReference);
            yield return new("Password", ReferenceExpression.Create($"{PasswordParameter!}"));
            yield return new("AuthenticationDatabase", ReferenceExpression.Create($"admin"));
            yield return new("AuthenticationMechanism", ReferenceExpression.Create($"SCRAM-SHA-256"));
        }

        if (Configured is null)
        {
            yield return new("Host", ReferenceExpression.Create($"{Host}"));
            yield return new("Port", ReferenceExpression.Create($"{Port}"));
        }

        yield return new("Uri", uri);
    }
}
