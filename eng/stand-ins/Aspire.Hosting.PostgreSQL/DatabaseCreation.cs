using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Aspire.Hosting.Postgres;

/// <summary>Creates the databases of a server that just became ready.</summary>
internal static class DatabaseCreation
{
    public static async Task CreateAllAsync(
        PostgresServerResource server, IServiceProvider services, CancellationToken cancellationToken)
    {
        var model = services.GetRequiredService<DistributedApplicationModel>();
        await using var connection = await ServerConnection.OpenAsync(server, "postgres", cancellationToken);
        foreach (var database in model.Resources.OfType<PostgresDatabaseResource>())
        {
            if (ReferenceEquals(database.Parent, server))
                await CreateAsync(connection, database, cancellationToken);
        }
    }

    private static async Task CreateAsync(
        NpgsqlConnection connection, PostgresDatabaseResource database, CancellationToken cancellationToken)
    {
        if (await ExistsAsync(connection, database.DatabaseName, cancellationToken))
            return;

        var quoted = new NpgsqlCommandBuilder().QuoteIdentifier(database.DatabaseName);
        var script = database.TryGetLastAnnotation<CreationScriptAnnotation>(out var own)
            ? own.Script
            : $"CREATE DATABASE {quoted}";
#pragma warning disable CA2100 // The script is the AppHost author's, the name is quoted.
        await using var command = new NpgsqlCommand(script, connection);
#pragma warning restore CA2100
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private static async Task<bool> ExistsAsync(
        NpgsqlConnection connection, string name, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("SELECT 1 FROM pg_database WHERE datname = $1", connection);
        command.Parameters.AddWithValue(name);
        return await command.ExecuteScalarAsync(cancellationToken) is not null;
    }
}
