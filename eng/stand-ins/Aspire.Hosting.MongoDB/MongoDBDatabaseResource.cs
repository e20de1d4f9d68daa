namespace Aspire.Hosting.ApplicationModel;

/// <summary>A database of a MongoDB server.</summary>
public class MongoDBDatabaseResource(string name, string databaseName, MongoDBServerResource parent)
    : Resource(name), IResourceWithParent<MongoDBServerResource>, IResourceWithConnectionString
{
    public MongoDBServerResource Parent { get; } = parent;

    public string DatabaseName { get; } = databaseName;

    public ReferenceExpression ConnectionStringExpression => Parent.BuildConnectionString(DatabaseName);

    public ReferenceExpression UriExpression => ConnectionStringExpression;

    public ValueTask<string?> GetConnectionStringAsync(CancellationToken cancellationToken = default) =>
        Parent.GetConnectionStringAsync(DatabaseName, cancellationToken);

    IEnumerable<KeyValuePair<string, ReferenceExpression>> IResourceWithConnectionString.GetConnectionProperties() =>
    [
        .. Parent.GetProperties(UriExpression),
        new("DatabaseName", ReferenceExpression.Create($"{DatabaseName}")),
    ];
}
