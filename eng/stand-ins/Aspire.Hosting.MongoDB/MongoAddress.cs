namespace Aspire.Hosting.MongoDB;

/// <summary>Edits MongoDB connection strings.</summary>
internal static class MongoAddress
{
    /// <summary>Puts a database into <c>mongodb://hosts[/database][?options]</c>, unless it names one already.</summary>
    public static string WithDatabase(string address, string? databaseName)
    {
        var query = address.IndexOf('?', StringComparison.Ordinal);
        var options = query < 0 ? string.Empty : address[query..];
        var server = (query < 0 ? address : address[..query]).TrimEnd('/');

        var hosts = server.IndexOf("://", StringComparison.Ordinal) + "://".Length;
        var namesDatabase = server.IndexOf('/', hosts) >= 0;
        if (namesDatabase)
            return server + options;

        // Users live in admin, which is where a server without a database in its address looks for them.
        var source = databaseName is null || options.Contains("authSource=", StringComparison.OrdinalIgnoreCase) ||
            !server.Contains('@', StringComparison.Ordinal)
            ? options
            : options.Length == 0 ? "?authSource=admin" : $"{options}&authSource=admin";
        return $"{server}/{databaseName}{source}";
    }
}
